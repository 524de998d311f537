; Our own pages of the set-up: for whom, and what else is wanted.
Var Choice1 ; controls of the page that is shown
Var Choice2
Var Choice3
Var Choice4

; Before the first page: an old Windows, and a kind that was given, can be refused at once.
Function BeforeWelcome
  Call CheckWindows
  ${If} $KindGiven = 1
    Call TakeKind
  ${EndIf}
  StrCpy $OnPage 1
  Call SkipIfContinued
FunctionEnd

; The one who was asked already is not asked again after the set-up has started itself as administrator.
Function SkipIfContinued
  ClearErrors
  ${GetOptions} $Params "/CONTINUE" $0
  ${IfNot} ${Errors}
    Abort
  ${EndIf}
FunctionEnd

Function OnCancel
  SetErrorLevel 1
FunctionEnd

Function KindPage
  ${If} $KindGiven = 1
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(KIND_TITLE)" "$(KIND_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 8u 100% 12u "$(KIND_USER)"
  Pop $Choice1
  ${NSD_CreateLabel} 12u 21u 95% 24u "$(KIND_USER_NOTE)"
  Pop $0
  ${NSD_CreateRadioButton} 0 52u 100% 12u "$(KIND_ALL)"
  Pop $Choice2
  ${NSD_CreateLabel} 12u 65u 95% 24u "$(KIND_ALL_NOTE)"
  Pop $0
  ${If} $Kind == "all"
    ${NSD_Check} $Choice2
  ${Else}
    ${NSD_Check} $Choice1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function KindPageLeave
  ${NSD_GetState} $Choice2 $0
  StrCpy $Kind "user"
  ${If} $0 = ${BST_CHECKED}
    StrCpy $Kind "all"
  ${EndIf}
  Call TakeKind
FunctionEnd

Function OptionsPage
  !insertmacro MUI_HEADER_TEXT "$(OPTIONS_TITLE)" "$(OPTIONS_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateCheckBox} 0 4u 100% 12u "$(OPTION_STARTMENU)"
  Pop $Choice1
  ${NSD_SetState} $Choice1 $WantStartMenu
  ${NSD_CreateCheckBox} 0 22u 100% 12u "$(OPTION_DESKTOP)"
  Pop $Choice2
  ${NSD_SetState} $Choice2 $WantDesktop
  ${NSD_CreateCheckBox} 0 40u 100% 12u "$(OPTION_AUTOSTART)"
  Pop $Choice3
  ${NSD_SetState} $Choice3 $WantAutostart
  ${NSD_CreateCheckBox} 0 58u 100% 12u "$(OPTION_COLLECT)"
  Pop $Choice4
  ${NSD_SetState} $Choice4 $WantCollect
  ${NSD_CreateLabel} 12u 71u 95% 42u "$(OPTION_COLLECT_NOTE)"
  Pop $0
  ${If} $Kind != "all"
    EnableWindow $Choice4 0
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function OptionsPageLeave
  ${NSD_GetState} $Choice1 $WantStartMenu
  ${NSD_GetState} $Choice2 $WantDesktop
  ${NSD_GetState} $Choice3 $WantAutostart
  ${NSD_GetState} $Choice4 $WantCollect
FunctionEnd

; Explorer starts it, with the rights of who is logged on and not with those of the set-up.
Function StartAsUser
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\Lineside.exe"'
FunctionEnd
