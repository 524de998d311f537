/* Converters that know no encoding: Qt has those itself that the program asks for. */
#include <stddef.h>
#include <stdint.h>

#define EXPORTED __declspec(dllexport)
#define U_FILE_ACCESS_ERROR 4 /* there is no such converter */

EXPORTED void *ucnv_open(const char *name, int *error) { (void)name; *error = U_FILE_ACCESS_ERROR; return NULL; }
EXPORTED void ucnv_close(void *converter) { (void)converter; }
EXPORTED int32_t ucnv_countAvailable(void) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int32_t number) { (void)number; return NULL; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    (void)name, (void)standard;
    *error = U_FILE_ACCESS_ERROR;
    return NULL;
}

/* Of a converter, and none was ever opened: never called. */
#define NEVER(name) EXPORTED void name(void) {}
NEVER(ucnv_reset) NEVER(ucnv_getName) NEVER(ucnv_getMaxCharSize) NEVER(ucnv_fromUnicode) NEVER(ucnv_toUnicode)
NEVER(ucnv_fromUCountPending) NEVER(ucnv_toUCountPending) NEVER(ucnv_getFromUCallBack) NEVER(ucnv_getToUCallBack)
NEVER(ucnv_setFromUCallBack) NEVER(ucnv_setToUCallBack) NEVER(ucnv_cbFromUWriteUChars) NEVER(ucnv_cbToUWriteUChars)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)
