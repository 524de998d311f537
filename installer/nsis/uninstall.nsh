; Removes exactly what was installed. Collected data and settings stay unless they are to go.

Function un.onInit
  SetRegView 64
  !insertmacro TakeParams
  !insertmacro OpenLog "un."
  !insertmacro TakeLanguage
  !insertmacro TakeDataFolders
  StrCpy $Kind "user"
  ReadRegStr $0 HKLM "${OWN_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    StrCpy $Kind "all"
    SetShellVarContext all
    Call un.Elevate
  ${EndIf}
  StrCpy $RemoveData 0
  ClearErrors
  ${GetOptions} $Params "/REMOVEDATA=" $0
  ${If} $0 == "1"
    StrCpy $RemoveData 1
  ${EndIf}
FunctionEnd

Function un.Elevate
  !insertmacro IsAdmin $0
  ${If} $0 = 1
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $Params "/CONTINUE" $0
  ${If} ${Silent}
  ${OrIfNot} ${Errors}
    ${un.Refuse} ${CODE_ELEVATION} "$(NEEDS_ADMIN)"
  ${EndIf}
  ClearErrors
  ExecShell "runas" "$INSTDIR\uninstall.exe" "$Params /CONTINUE"
  ${If} ${Errors}
    ${un.Refuse} ${CODE_ELEVATION} "$(NEEDS_ADMIN)"
  ${EndIf}
  Quit
FunctionEnd

Function un.DataPage
  !insertmacro MUI_HEADER_TEXT "$(REMOVE_TITLE)" "$(REMOVE_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 4u 100% 24u "$(REMOVE_FROM)$\r$\n$INSTDIR"
  Pop $0
  ${NSD_CreateCheckBox} 0 36u 100% 12u "$(REMOVE_DATA)"
  Pop $Choice1
  ${NSD_SetState} $Choice1 $RemoveData
  StrCpy $1 "$DataUser$\r$\n$DataUser-demo"
  ${If} $Kind == "all"
    StrCpy $1 "$1$\r$\n$DataAll"
  ${EndIf}
  ${NSD_CreateLabel} 12u 50u 95% 60u "$1$\r$\n$\r$\n$(REMOVE_DATA_NOTE)"
  Pop $0
  nsDialogs::Show
FunctionEnd

Function un.DataPageLeave
  ${NSD_GetState} $Choice1 $RemoveData
FunctionEnd

Section "un.Lineside"
  StrCpy $R0 $INSTDIR
  StrCpy $R4 0
  ${If} $Kind == "all"
    ReadRegDWORD $R4 HKLM "${OWN_KEY}" "Collect"
  ${EndIf}
  Call un.Guard
  ${If} $R4 = 1
    Call un.RemoveTask
  ${EndIf}
  Call un.RemoveShortcuts
  StrCpy $R0 $INSTDIR
  Call un.RemoveRun
  StrCpy $R0 $INSTDIR
  Call un.RemoveCopy
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  ${If} $RemoveData = 1
    RMDir /r $DataUser
    RMDir /r "$DataUser-demo"
    ${If} $Kind == "all"
      RMDir /r $DataAll
    ${EndIf}
  ${EndIf}
  Call un.TellLeft
SectionEnd

!macro TellLeft folder
  ${If} ${FileExists} "${folder}\*.*"
    StrCpy $LeftData "$LeftData$\r$\n${folder}"
  ${EndIf}
!macroend

; Lists in $LeftData what is still there.
Function un.TellLeft
  StrCpy $LeftData ""
  !insertmacro TellLeft "$DataUser"
  !insertmacro TellLeft "$DataUser-demo"
  !insertmacro TellLeft "$DataAll"
  !insertmacro TellLeft "$INSTDIR"
  ${If} $LeftData != ""
    StrCpy $LeftData "$(LEFT_DATA)$LeftData"
  ${EndIf}
  ${Say} "$(REMOVED) $LeftData"
FunctionEnd
