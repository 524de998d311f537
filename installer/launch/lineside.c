/* Lineside.exe (window) and lineside-cli.exe (console): the command "hmi" run by the Python beside them.
 *
 * The same source for both; CONSOLE is defined for the second. Python is started as "python -X utf8 -m hmi"
 * with what was given on the command line; python311._pth beside its library makes it look nowhere else.
 */
#include <windows.h>
#include <wchar.h>

typedef int (*main_function)(int, wchar_t **);

static const wchar_t broken[] = L" cannot be loaded. Please install Lineside again; what it has recorded is kept.";

static int complain(const wchar_t *file)
{
    wchar_t text[2 * MAX_PATH];
    DWORD written;
    lstrcpynW(text, file, MAX_PATH);
    lstrcatW(text, broken);
#ifdef CONSOLE
    HANDLE screen = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(screen, text, lstrlenW(text), &written, NULL)) {
        char bytes[4 * MAX_PATH];
        int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        WriteFile(screen, bytes, size > 0 ? size - 1 : 0, &written, NULL);
    }
#else
    (void)written;
    MessageBoxW(NULL, text, L"Lineside", MB_OK | MB_ICONERROR);
#endif
    return 1;
}

static int run(int count, wchar_t **arguments)
{
    static const wchar_t *const ours[] = {L"-X", L"utf8", L"-m", L"hmi"};
    const int extra = sizeof ours / sizeof *ours;
    wchar_t library[MAX_PATH];
    /* Neither the current folder nor PATH is a place to load libraries from. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    DWORD length = GetModuleFileNameW(NULL, library, MAX_PATH);
    wchar_t *name = length && length < MAX_PATH ? wcsrchr(library, L'\\') : NULL;
    if (name == NULL || name - library + sizeof PYTHON_DLL > MAX_PATH)
        return complain(TEXT(PYTHON_DLL));
    lstrcpyW(name + 1, TEXT(PYTHON_DLL));
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    main_function start = python ? (main_function)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + extra + 1) * sizeof *all);
    if (start == NULL || all == NULL)
        return complain(library);
    all[0] = arguments[0];
    for (int i = 0; i < extra; i++)
        all[i + 1] = (wchar_t *)ours[i];
    for (int i = 1; i < count; i++)
        all[i + extra] = arguments[i];
    return start(count + extra, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **arguments)
{
    return run(count, arguments);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return run(__argc, __wargv);
}
#endif
