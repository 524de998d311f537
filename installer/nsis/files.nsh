; The files of a copy: installed.txt in its folder names them, one a line, then its folders with a final \,
; the deepest first. Only these are ever removed, so that what others have put there stays.

!macro FileFunctions un

; Removes what the list $R1 names in the folder $R0.
Function ${un}RemoveListed
  Push $0
  Push $1
  Push $2
  ClearErrors
  FileOpen $0 $R1 r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $0 $1
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${${un}TrimNewLines} $1 $1
      System::Call 'shlwapi::StrStrW(w r1, w "..") p.r2' ; a list never leads out of the folder
      ${If} $2 = 0
      ${AndIf} $1 != ""
        StrCpy $2 $1 1 -1
        ${If} $2 == "\"
          RMDir "$R0\$1"
        ${Else}
          Delete "$R0\$1"
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $0
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; Removes the whole copy in the folder $R0, and the folder if nothing of others is in it.
Function ${un}RemoveCopy
  SetOutPath $TEMP ; a folder in which a program stands cannot be removed
  StrCpy $R1 "$R0\installed.txt"
  Call ${un}RemoveListed
  Delete "$R0\installed.txt"
  Delete "$R0\uninstall.exe"
  RMDir $R0
FunctionEnd

; Removes the start with Windows of the copy in $R0: the set-up's own, and those the program has made
; (Lineside, Lineside-<8 hex>), of every user who is logged on.
Function ${un}RemoveRun
  DeleteRegValue SHCTX "${RUN_KEY}" "Lineside"
  StrCpy $0 0
  ${Do}
    EnumRegKey $1 HKU "" $0
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    Call ${un}RemoveRunOf
    IntOp $0 $0 + 1
  ${Loop}
FunctionEnd

; The same, of the user whose part of HKU is $1.
Function ${un}RemoveRunOf
  StrCpy $2 0
  StrCpy $6 '"$R0\'
  StrLen $7 $6
  ${Do}
    EnumRegValue $3 HKU "$1\${RUN_KEY}" $2
    ${If} $3 == ""
      ${ExitDo}
    ${EndIf}
    IntOp $2 $2 + 1
    StrCpy $4 $3 8
    ReadRegStr $5 HKU "$1\${RUN_KEY}" $3
    StrCpy $5 $5 $7
    ${If} $4 == "Lineside"
    ${AndIf} $5 == $6
      ClearErrors
      DeleteRegValue HKU "$1\${RUN_KEY}" $3
      ${IfNot} ${Errors}
        StrCpy $2 0 ; the numbers have moved
      ${EndIf}
    ${EndIf}
  ${Loop}
FunctionEnd

; Removes the shortcuts of this kind of copy.
Function ${un}RemoveShortcuts
  Delete "$DESKTOP\Lineside.lnk"
  Delete "$SMPROGRAMS\Lineside\Lineside.lnk"
  Delete "$SMPROGRAMS\Lineside\Lineside (demo plant).lnk"
  RMDir "$SMPROGRAMS\Lineside"
FunctionEnd

!macroend
!insertmacro FileFunctions ""
!insertmacro FileFunctions "un."

; Where the program keeps its data; the kind of copy is taken after it.
!macro TakeDataFolders
  SetShellVarContext all
  StrCpy $DataAll "$APPDATA\Lineside"
  SetShellVarContext current
  StrCpy $DataUser "$LOCALAPPDATA\Lineside"
!macroend
