; Who it is for, where it goes and what else is wanted: by switch, else as before, else by default.

Function .onInit
  SetRegView 64
  InitPluginsDir
  !insertmacro TakeParams
  Call ReadFolder
  !insertmacro OpenLog ""
  Call ChooseLanguage
  !insertmacro TakeDataFolders
  Call ReadKind
FunctionEnd ; what follows from the kind comes later: NSIS takes the language only after this

Function ChooseLanguage
  !insertmacro TakeLanguage
  ${If} ${Silent}
  ${OrIf} $0 = 0
    Return
  ${EndIf}
  LangDLL::LangDialog "Lineside" "$(CHOOSE_LANGUAGE)" 3 \
    "한국어" ${KOREAN} "English" ${ENGLISH} "日本語" ${JAPANESE}
  Pop $0
  ${If} $0 == "cancel"
    SetErrorLevel 1
    Abort
  ${EndIf}
  StrCpy $LANGUAGE $0
FunctionEnd

; $FolderGiven: what NSIS has taken from the command line, else what it has not.
Function ReadFolder
  ${If} $INSTDIR != ""
    StrCpy $Params '$Params /FOLDER="$INSTDIR"'
  ${EndIf}
  StrCpy $FolderGiven ""
  ClearErrors
  ${GetOptions} $Params "/FOLDER=" $0
  ${IfNot} ${Errors}
    StrCpy $FolderGiven $0
  ${EndIf}
FunctionEnd

; $Kind: a switch, else that of the copy which is there, else this user, who needs no administrator.
Function ReadKind
  StrCpy $Kind "user"
  ReadRegStr $FoundDir HKLM "${OWN_KEY}" "InstallDir"
  Call IsCopy
  ${If} $FoundDir != ""
    StrCpy $Kind "all"
  ${EndIf}
  StrCpy $KindGiven 0
  ClearErrors
  ${GetOptions} $Params "/CurrentUser" $0
  ${IfNot} ${Errors}
    StrCpy $Kind "user"
    StrCpy $KindGiven 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $Params "/AllUsers" $0
  ${IfNot} ${Errors}
    ${If} $KindGiven = 1
      ${Refuse} ${CODE_SWITCH} "$(WRONG_SWITCH) /CurrentUser /AllUsers"
    ${EndIf}
    StrCpy $Kind "all"
    StrCpy $KindGiven 1
  ${EndIf}
FunctionEnd

; What follows from $Kind. On a page, a refusal stays there.
Function TakeKind
  ${If} $Kind == "all"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
  ReadRegStr $OldDir SHCTX "${OWN_KEY}" "InstallDir"
  ReadRegStr $OldVersion SHCTX "${OWN_KEY}" "Version"
  ${If} $OldDir != ""
  ${AndIfNot} ${FileExists} "$OldDir\installed.txt"
    StrCpy $FoundDir $OldDir
    Call IsCopy
    ${If} $FoundDir != "" ; by another way than this set-up
      ${Refuse} ${CODE_OTHER_COPY} "$(OTHER_WAY)"
    ${EndIf}
    StrCpy $OldDir "" ; its folder was deleted by hand
    StrCpy $OldVersion ""
  ${EndIf}
  Call CheckOtherCopy
  Call CheckVersion
  Call TakeFolder
  Call TakeOptions
  Call Elevate
FunctionEnd

Function TakeFolder
  ${If} $FolderGiven != ""
    StrCpy $INSTDIR $FolderGiven
  ${ElseIf} $OldDir != ""
    StrCpy $INSTDIR $OldDir
  ${ElseIf} $Kind == "all"
    StrCpy $INSTDIR "$PROGRAMFILES64\Lineside"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Lineside"
  ${EndIf}
FunctionEnd

; Only what is for all users needs an administrator: the set-up starts itself again as one.
Function Elevate
  ${If} $Kind != "all"
    Return
  ${EndIf}
  !insertmacro IsAdmin $0
  ${If} $0 = 1
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $Params "/CONTINUE" $0
  ${If} ${Silent}
  ${OrIfNot} ${Errors} ; it was started again, and still is none
    ${Refuse} ${CODE_ELEVATION} "$(NEEDS_ADMIN)"
  ${EndIf}
  !insertmacro LanguageCode $1
  StrCpy $0 "$Params /CONTINUE /LANG=$1"
  ${If} $KindGiven = 0
    StrCpy $0 "$0 /AllUsers"
  ${EndIf}
  ClearErrors
  ExecShell "runas" "$EXEPATH" "$0"
  ${If} ${Errors}
    ${Refuse} ${CODE_ELEVATION} "$(NEEDS_ADMIN)"
  ${EndIf}
  Quit
FunctionEnd

; Sets the option var to what was chosen before, else to default.
!macro TakeOption var name default
  StrCpy ${var} ${default}
  ClearErrors
  ReadRegDWORD $0 SHCTX "${OWN_KEY}" "${name}"
  ${IfNot} ${Errors}
    StrCpy ${var} $0
  ${EndIf}
!macroend

; Sets it to what the switch says.
!macro TakeSwitch var switch
  ClearErrors
  ${GetOptions} $Params "/${switch}=" $0
  ${IfNot} ${Errors}
    ${If} $0 != "0"
    ${AndIf} $0 != "1"
      ${Refuse} ${CODE_SWITCH} "$(WRONG_SWITCH) /${switch}=$0"
    ${EndIf}
    StrCpy ${var} $0
  ${EndIf}
!macroend

Function TakeOptions
  !insertmacro TakeOption $WantStartMenu "StartMenu" 1
  !insertmacro TakeOption $WantDesktop "Desktop" 1
  !insertmacro TakeOption $WantAutostart "Autostart" 0
  !insertmacro TakeOption $WantCollect "Collect" 0
  ${If} $OldVersion != ""
    Call TakeWhatIsThere
  ${EndIf}
  !insertmacro TakeSwitch $WantStartMenu "STARTMENU"
  !insertmacro TakeSwitch $WantDesktop "DESKTOP"
  !insertmacro TakeSwitch $WantAutostart "AUTOSTART"
  !insertmacro TakeSwitch $WantCollect "COLLECT"
  ${If} $Kind != "all"
  ${AndIf} $WantCollect = 1
    ${Refuse} ${CODE_SWITCH} "$(WRONG_SWITCH) /COLLECT=1 /CurrentUser"
  ${EndIf}
FunctionEnd

; A shortcut deleted by hand does not come back either; the start with Windows is also a matter of the program.
Function TakeWhatIsThere
  ${IfNot} ${FileExists} "$SMPROGRAMS\Lineside\Lineside.lnk"
    StrCpy $WantStartMenu 0
  ${EndIf}
  ${IfNot} ${FileExists} "$DESKTOP\Lineside.lnk"
    StrCpy $WantDesktop 0
  ${EndIf}
  ReadRegStr $0 SHCTX "${RUN_KEY}" "Lineside"
  StrCpy $WantAutostart 1
  ${If} $0 == ""
    StrCpy $WantAutostart 0
  ${EndIf}
FunctionEnd
