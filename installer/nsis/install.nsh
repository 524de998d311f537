; Installs, also over the version before and over one that was interrupted.

Section "Lineside"
  AddSize ${SIZE_KB} ; the files stand in a function, where NSIS does not count them
  ${If} ${Silent}
    Call CheckWindows
    Call TakeKind
    Call CheckFolder
  ${EndIf}
  StrCpy $R0 $INSTDIR
  ${If} $OldDir != ""
    StrCpy $R0 $OldDir
  ${EndIf}
  StrCpy $R4 0
  ${If} $Kind == "all"
    ReadRegDWORD $R4 HKLM "${OWN_KEY}" "Collect"
  ${EndIf}
  Call Guard
  SetErrorLevel ${CODE_FAILED} ; until it is done
  Call RemoveFormer
  Call PutFiles
  Call PutShortcuts
  Call PutRegistry
  SetErrorLevel 0
  ${If} $Kind == "all"
    Call SetTask
  ${EndIf}
  ${Say} "$(INSTALLED)"
SectionEnd

; What is written from here on is known to installed.txt before it is there, so that a set-up that was
; interrupted can be run again or removed.
Function RemoveFormer
  ${If} $OldDir != ""
  ${AndIf} $OldDir != $INSTDIR
    StrCpy $R0 $OldDir
    Call RemoveRun
    Call RemoveCopy
  ${EndIf}
  ClearErrors
  SetOutPath $INSTDIR
  ${If} ${Errors}
    ${Refuse} ${CODE_FOLDER} "$(FOLDER_TAKEN)"
  ${EndIf}
  Call ProtectFolder
  File "/oname=$PLUGINSDIR\installed.txt" "${WORK}/installed.txt"
  Call JoinLists
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${OWN_KEY}" "InstallDir" $INSTDIR
  StrCpy $R0 $INSTDIR
  StrCpy $R1 "$INSTDIR\installed.txt"
  Call RemoveListed
FunctionEnd

; Outside Program Files every user may write into a new folder, from which administrators and the task would
; then run programs.
Function ProtectFolder
  StrLen $0 "$PROGRAMFILES64\"
  StrCpy $0 $INSTDIR $0
  ${If} $Kind == "all"
  ${AndIf} $0 != "$PROGRAMFILES64\"
    nsExec::Exec '${ICACLS} "$INSTDIR" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
    Pop $0
  ${EndIf}
FunctionEnd

; Adds the new list to the end of the former one.
Function JoinLists
  ClearErrors
  FileOpen $0 "$INSTDIR\installed.txt" a
  ${If} ${Errors}
    ${Refuse} ${CODE_FOLDER} "$(FOLDER_TAKEN)"
  ${EndIf}
  FileSeek $0 0 END
  FileOpen $1 "$PLUGINSDIR\installed.txt" r
  ${Do}
    ClearErrors
    FileRead $1 $2
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    FileWrite $0 $2
  ${Loop}
  FileClose $1
  FileClose $0
FunctionEnd

Function PutFiles
  !insertmacro PayloadFiles ; generated from the payload
  SetOutPath $INSTDIR
  CopyFiles /SILENT "$PLUGINSDIR\installed.txt" "$INSTDIR\installed.txt"
FunctionEnd

Function PutShortcuts
  Call RemoveShortcuts
  ${If} $WantStartMenu = 1
    CreateDirectory "$SMPROGRAMS\Lineside"
    CreateShortcut "$SMPROGRAMS\Lineside\Lineside.lnk" "$INSTDIR\Lineside.exe"
    CreateShortcut "$SMPROGRAMS\Lineside\Lineside (demo plant).lnk" "$INSTDIR\Lineside.exe" "--demo"
  ${EndIf}
  ${If} $WantDesktop = 1
    CreateShortcut "$DESKTOP\Lineside.lnk" "$INSTDIR\Lineside.exe"
  ${EndIf}
  ${If} $WantAutostart = 1
    WriteRegStr SHCTX "${RUN_KEY}" "Lineside" '"$INSTDIR\Lineside.exe"'
  ${Else}
    DeleteRegValue SHCTX "${RUN_KEY}" "Lineside"
  ${EndIf}
FunctionEnd

; The version is the last to be written: without it a copy is not whole.
Function PutRegistry
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "Lineside"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "The Lineside maintainers"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\Lineside.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" $INSTDIR
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  !insertmacro LanguageCode $0
  WriteRegStr SHCTX "${OWN_KEY}" "Language" $0
  WriteRegDWORD SHCTX "${OWN_KEY}" "StartMenu" $WantStartMenu
  WriteRegDWORD SHCTX "${OWN_KEY}" "Desktop" $WantDesktop
  WriteRegDWORD SHCTX "${OWN_KEY}" "Autostart" $WantAutostart
  WriteRegDWORD SHCTX "${OWN_KEY}" "Collect" $WantCollect
  WriteRegStr SHCTX "${OWN_KEY}" "Version" "${VERSION}"
FunctionEnd

Function .onInstFailed
  ${Say} "$(NOT_INSTALLED)"
FunctionEnd
