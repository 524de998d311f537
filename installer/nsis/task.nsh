; Collection without a logged-on user: a scheduled task as LOCAL SERVICE.
!define TASK "Lineside collect"
!define SCHTASKS '"$SYSDIR\schtasks.exe"'
!define ICACLS '"$SYSDIR\icacls.exe"'

!macro TaskFunctions un

; Stops the task for as long as files are changed; a disabled one is not started again by its own clock.
Function ${un}StopTask
  nsExec::Exec '${SCHTASKS} /Change /TN "${TASK}" /DISABLE'
  Pop $0
  nsExec::Exec '${SCHTASKS} /End /TN "${TASK}"'
  Pop $0
FunctionEnd

; Lets it go on after nothing was changed.
Function ${un}ResumeTask
  nsExec::Exec '${SCHTASKS} /Change /TN "${TASK}" /ENABLE'
  Pop $0
  nsExec::Exec '${SCHTASKS} /Run /TN "${TASK}"'
  Pop $0
FunctionEnd

Function ${un}RemoveTask
  nsExec::Exec '${SCHTASKS} /Delete /TN "${TASK}" /F'
  Pop $0
FunctionEnd

!macroend
!insertmacro TaskFunctions ""
!insertmacro TaskFunctions "un."

; Writes task.xml to $PLUGINSDIR. It runs as long as the machine runs (PT0S: the default would kill it after
; 72 hours). Its triggers repeat every minute, since Windows calls a program that ends with an error a success
; and does not start it again; IgnoreNew leaves a running one alone.
Function WriteTask
  ${WordReplace} $INSTDIR "&" "&amp;" "+" $1
  ${WordReplace} $DataAll "&" "&amp;" "+" $2
  FileOpen $0 "$PLUGINSDIR\task.xml" w
  !insertmacro TaskLines ; generated from task.xml
  FileClose $0
FunctionEnd

; Its data folder. By default every user may add files under ProgramData, and so could put settings there for the
; task to obey; here only administrators and the task write, and users read.
Function MakeTaskFolder
  CreateDirectory $DataAll
  nsExec::Exec '${ICACLS} "$DataAll" /setowner *S-1-5-32-544 /Q'
  Pop $0
  nsExec::Exec '${ICACLS} "$DataAll" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-19:(OI)(CI)M *S-1-5-32-545:(OI)(CI)RX /Q'
  Pop $0
  ${If} $0 != 0
    ${Say} "icacls: $0"
  ${EndIf}
FunctionEnd

; Makes and starts the task, or takes it away where it is not wanted. $R4: it was there before (1), and then the
; rights of its folder are as the administrator may have changed them.
Function SetTask
  ${If} $WantCollect = 0
    Call RemoveTask
    Return
  ${EndIf}
  ${If} $R4 <> 1
  ${OrIfNot} ${FileExists} "$DataAll\*.*"
    Call MakeTaskFolder
  ${EndIf}
  Call WriteTask
  nsExec::ExecToStack '${SCHTASKS} /Create /TN "${TASK}" /XML "$PLUGINSDIR\task.xml" /F'
  Pop $0
  Pop $1
  ${If} $0 != 0
    ${Say} "$(TASK_FAILED) $1"
    SetErrorLevel ${CODE_TASK}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TASK_FAILED)$\r$\n$\r$\n$1" /SD IDOK
    Return
  ${EndIf}
  nsExec::Exec '${SCHTASKS} /Run /TN "${TASK}"'
  Pop $0
FunctionEnd
