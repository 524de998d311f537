; The set-up of Lineside. installer/setup.py runs makensis on it, in the folder of the payload, and defines:
; VERSION, VERSION4 (four numbers), OUTPUT, SIZE_KB, WORK (folder of texts.nsh, payload.nsh, task-lines.nsh,
; installed.txt, lineside.ico, banner.bmp, LICENSE.txt), COMPRESSION, and SIGN (a command) where there is a certificate.
Target amd64-unicode ; a 32-bit Windows does not start it, and says so itself
!addincludedir "${__FILEDIR__}"
!addincludedir "${WORK}"

!if "${COMPRESSION}" == "lzma"
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!else
  SetCompressor ${COMPRESSION}
!endif

Name "Lineside"
OutFile "${OUTPUT}"
BrandingText "Lineside ${VERSION}"
InstallDir "" ; empty unless /D= was given: .onInit decides
; A standard user can install for himself, and an administrator for himself is not asked for his password:
; only the choice "all users" elevates, by starting the set-up again.
RequestExecutionLevel user
ManifestDPIAware true
ManifestDPIAwareness "PerMonitorV2, System"
ManifestLongPathAware true
ManifestSupportedOS Win10
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include TextFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include nsDialogs.nsh

!define OWN_KEY "Software\Lineside"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lineside"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
; Windows' numbers of the languages; NSIS names them only after the pages.
!define ENGLISH 1033
!define JAPANESE 1041
!define KOREAN 1042
!define OLDEST_BUILD 17763 ; Windows 10 1809, Windows Server 2019

; What a silent set-up returns, beside 0 (done) and 1 (ended by its user). Nothing was changed unless said.
!define CODE_RUNNING 2
!define CODE_OTHER_COPY 3
!define CODE_DOWNGRADE 4
!define CODE_FOLDER 5
!define CODE_WINDOWS 6
!define CODE_SPACE 7
!define CODE_SWITCH 8
!define CODE_FAILED 9 ; files could not be written: the same set-up, run again, repairs it
!define CODE_TASK 10 ; installed, but without the scheduled task
!define CODE_ELEVATION 740 ; ERROR_ELEVATION_REQUIRED

Var Params ; the command line
Var Kind ; user, all
Var KindGiven ; 1: by a switch
Var FolderGiven ; that of /D=
Var OldDir ; where the copy of this kind is now; empty: nowhere
Var OldVersion
Var WantDesktop ; 1, 0: this and the following are the options
Var WantStartMenu
Var WantAutostart
Var WantCollect
Var DataUser ; folder of collected data and settings, of this user
Var DataAll ; of the scheduled task
Var OnPage ; 1: pages are shown
Var FoundDir ; for messages
Var RemoveData
Var LeftData ; lines that say where data were left

!include say.nsh
!include files.nsh
!include task-lines.nsh
!include task.nsh
!include guard.nsh
!include choices.nsh
!include questions.nsh

!define MUI_ICON "${WORK}\lineside.ico"
!define MUI_UNICON "${WORK}\lineside.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WORK}\banner.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${WORK}\banner.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_ABORT OnCancel

!define MUI_PAGE_CUSTOMFUNCTION_PRE BeforeWelcome
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipIfContinued
!insertmacro MUI_PAGE_LICENSE "${WORK}\LICENSE.txt"
Page custom KindPage KindPageLeave
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
Page custom OptionsPage OptionsPageLeave
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(RUN_NOW)"
!define MUI_FINISHPAGE_RUN_FUNCTION StartAsUser
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.DataPage un.DataPageLeave
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "$(REMOVED)$\r$\n$\r$\n$LeftData"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "English" ; the first one serves every other language of Windows
!insertmacro MUI_LANGUAGE "Korean"
!insertmacro MUI_LANGUAGE "Japanese"
!include /CHARSET=UTF8 texts.nsh
!include payload.nsh

VIProductVersion "${VERSION4}"
VIFileVersion "${VERSION4}"
VIAddVersionKey /LANG=1033 ProductName "Lineside"
VIAddVersionKey /LANG=1033 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileDescription "Set-up of Lineside"
VIAddVersionKey /LANG=1033 CompanyName "The Lineside maintainers"
VIAddVersionKey /LANG=1033 LegalCopyright "MIT licence"
VIAddVersionKey /LANG=1033 OriginalFilename "Lineside-${VERSION}-setup.exe"

!ifdef SIGN
  !uninstfinalize `${SIGN} "%1"` = 0
!endif

!include install.nsh
!include uninstall.nsh
