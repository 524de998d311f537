; What must hold before anything is changed.
!define GONE_MS 30000 ; how long a stopped task may take to end

!macro GuardFunctions un

; Says in $R2 whether Lineside runs (1): by its mutex, which a user may see and yet not open, or by its
; programs in $R0, which cannot be written while they run.
Function ${un}IsRunning
  StrCpy $R2 0
  System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w "Global\Lineside.Running") p.r0 ?e'
  Pop $1
  ${If} $0 P<> 0
    System::Call 'kernel32::CloseHandle(p r0)'
    StrCpy $R2 1
  ${ElseIf} $1 = 5 ; ERROR_ACCESS_DENIED: it is there
    StrCpy $R2 1
  ${EndIf}
  StrCpy $3 "$R0\Lineside.exe"
  Call ${un}IsBusy
  StrCpy $3 "$R0\lineside-cli.exe"
  Call ${un}IsBusy
FunctionEnd

; Sets $R2 to 1 where the file $3 is there and cannot be opened for writing.
Function ${un}IsBusy
  System::Call 'kernel32::CreateFileW(w r3, i 0x40000000, i 7, p 0, i 3, i 0, p 0) p.r0 ?e'
  Pop $1
  ${If} $0 P<> -1
    System::Call 'kernel32::CloseHandle(p r0)'
  ${ElseIf} $1 <> 2 ; not found
  ${AndIf} $1 <> 3
    StrCpy $R2 1
  ${EndIf}
FunctionEnd

; The same, with $R3 milliseconds of patience.
Function ${un}WaitUntilGone
  ${Do}
    Call ${un}IsRunning
    ${If} $R2 = 0
    ${OrIf} $R3 <= 0
      ${ExitDo}
    ${EndIf}
    Sleep 250
    IntOp $R3 $R3 - 250
  ${Loop}
FunctionEnd

; Lets nothing go on while Lineside runs from $R0 or anywhere else, or another set-up is at work. $R4 says
; whether the scheduled task is there (1); it is stopped, and goes on if nothing is changed.
Function ${un}Guard
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\Lineside.Setup") p.r0 ?e' ; open until we end
  Pop $1
  ${If} $1 = 183 ; ERROR_ALREADY_EXISTS
  ${OrIf} $1 = 5
    !insertmacro Refuse "${un}" ${CODE_RUNNING} "$(OTHER_SETUP)"
  ${EndIf}
  ${If} $R4 = 1
    Call ${un}StopTask
    StrCpy $R3 ${GONE_MS}
    Call ${un}WaitUntilGone
  ${Else}
    Call ${un}IsRunning
  ${EndIf}
  ${DoWhile} $R2 = 1
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    ${If} $R4 = 1
      Call ${un}ResumeTask
    ${EndIf}
    ${Say} "$(RUNNING)"
    SetErrorLevel ${CODE_RUNNING}
    ${If} ${Silent}
      Quit
    ${EndIf}
    Abort "$(RUNNING)"
    again:
    Call ${un}IsRunning
  ${Loop}
FunctionEnd

!macroend
!insertmacro GuardFunctions ""
!insertmacro GuardFunctions "un."

!macro IsAdmin result
  UserInfo::GetAccountType
  Pop ${result}
  ${If} ${result} == "Admin"
    StrCpy ${result} 1
  ${Else}
    StrCpy ${result} 0
  ${EndIf}
!macroend

Function CheckWindows
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${Refuse} ${CODE_WINDOWS} "$(OLD_WINDOWS)"
  ${EndIf}
FunctionEnd

; Two copies would run against the same PLCs, and one of them would never be brought up to date.
Function CheckOtherCopy
  ${If} $Kind == "user"
    ReadRegStr $FoundDir HKLM "${OWN_KEY}" "InstallDir"
    Call IsCopy
    ${If} $FoundDir != ""
      StrCpy $R5 "$(OTHER_ALL)"
      Call OfferRemoval
    ${EndIf}
    Return
  ${EndIf}
  ReadRegStr $FoundDir HKCU "${OWN_KEY}" "InstallDir"
  Call IsCopy
  ${If} $FoundDir != ""
    StrCpy $R5 "$(OTHER_USER)"
    Call OfferRemoval
  ${EndIf}
  StrCpy $0 0
  ${Do} ; others who are logged on; also the one who called an administrator to type his password
    EnumRegKey $1 HKU "" $0
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ReadRegStr $FoundDir HKU "$1\${OWN_KEY}" "InstallDir"
    Call IsCopy
    ${If} $FoundDir != ""
      ${Refuse} ${CODE_OTHER_COPY} "$(OTHER_USERS)"
    ${EndIf}
    IntOp $0 $0 + 1
  ${Loop}
FunctionEnd

; Empties $FoundDir where no copy is.
Function IsCopy
  ${If} $FoundDir != ""
  ${AndIfNot} ${FileExists} "$FoundDir\Lineside.exe"
    StrCpy $FoundDir ""
  ${EndIf}
FunctionEnd

; Refuses with the text $R5; in a window it can open the removal of the copy in $FoundDir first.
Function OfferRemoval
  ${IfNot} ${Silent}
  ${AndIf} ${FileExists} "$FoundDir\uninstall.exe"
    MessageBox MB_YESNO|MB_ICONEXCLAMATION "$R5$\r$\n$\r$\n$(OPEN_REMOVAL)" IDNO no
    ExecShell "open" "$FoundDir\uninstall.exe"
    no:
    SetErrorLevel ${CODE_OTHER_COPY}
    Call StayOrQuit
  ${EndIf}
  ${Refuse} ${CODE_OTHER_COPY} "$R5"
FunctionEnd

Function CheckVersion
  ${If} $OldVersion == ""
    Return
  ${EndIf}
  ${VersionCompare} "$OldVersion" "${VERSION}" $0
  ${If} $0 <> 1
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $Params "/DOWNGRADE=" $1
  ${If} $1 == "1"
    Return
  ${EndIf}
  ${If} ${Silent}
    ${Refuse} ${CODE_DOWNGRADE} "$(DOWNGRADE)"
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DOWNGRADE)$\r$\n$\r$\n$(DOWNGRADE_ASK)" IDYES yes
  SetErrorLevel ${CODE_DOWNGRADE}
  Call StayOrQuit
  yes:
FunctionEnd

; A folder of others is never taken: what is installed there must be removable to the last file.
Function CheckFolder
  ${If} $INSTDIR == $DataUser
  ${OrIf} $INSTDIR == "$DataUser-demo"
  ${OrIf} $INSTDIR == $DataAll
    ${Refuse} ${CODE_FOLDER} "$(FOLDER_DATA)"
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\installed.txt"
    StrCpy $R0 $INSTDIR
    Call IsFolderFree
    ${If} $R1 = 0
      ${Refuse} ${CODE_FOLDER} "$(FOLDER_TAKEN)"
    ${EndIf}
  ${EndIf}
  Call CheckSpace
FunctionEnd

; Says in $R1 whether $R0 is empty or not there (1).
Function IsFolderFree
  StrCpy $R1 1
  ClearErrors
  FindFirst $0 $1 "$R0\*"
  ${DoUntil} ${Errors}
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != ""
      StrCpy $R1 0
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

Function CheckSpace
  ${GetRoot} $INSTDIR $0
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$0\", *l .r1, p 0, p 0) i.r2'
  ${If} $2 = 0
    Return ; a drive that does not say: writing will
  ${EndIf}
  System::Int64Op $1 / 1024
  Pop $1
  IntOp $2 ${SIZE_KB} + 10240 ; the list, the uninstaller and what folders take
  System::Int64Op $1 < $2
  Pop $3
  ${If} $3 = 1
    IntOp $R6 $2 / 1024
    ${Refuse} ${CODE_SPACE} "$(NO_SPACE)"
  ${EndIf}
FunctionEnd
