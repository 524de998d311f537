; What the set-up says: in a window, or in the file of /LOG= where there is no window.
Var Log

; Says in the log: text.
!macro Say text
  ${If} $Log != ""
    FileWriteUTF16LE $Log "${text}$\r$\n"
  ${EndIf}
!macroend
!define Say "!insertmacro Say"

; The command line. Many programs quote a switch with blanks as a whole, which neither NSIS nor GetOptions knows.
; NSIS takes /D= for itself, with all that follows it; so it is called /FOLDER= from here on.
!macro TakeParams
  ${GetParameters} $Params
  ${WordReplace} $Params '"/LOG=' '/LOG="' "+" $Params
  ${WordReplace} $Params '"/D=' '/FOLDER="' "+" $Params
!macroend

; Opens the log: the file of /LOG=, for a silent set-up else %TEMP%\Lineside-setup.log. $Params is known.
!macro OpenLog un
  ClearErrors
  ${GetOptions} $Params "/LOG=" $0
  ${If} ${Errors}
    StrCpy $0 ""
    ${If} ${Silent}
      StrCpy $0 "$TEMP\Lineside-setup.log"
    ${EndIf}
  ${EndIf}
  ${If} $0 != ""
    ClearErrors
    FileOpen $Log $0 w
    ${If} ${Errors}
      StrCpy $Log ""
    ${Else}
      FileWriteUTF16LE /BOM $Log "Lineside ${VERSION}$\r$\n"
    ${EndIf}
  ${EndIf}
!macroend

; Ends the set-up with nothing changed and with the code; where there are windows with a message, and it stays
; on the page that asked ($OnPage 1).
!macro RefuseFunction un
Function ${un}Refuse
  Pop $R8 ; code
  Pop $R9 ; text
  ${Say} "$R9"
  SetErrorLevel $R8
  ${If} ${Silent}
    Quit
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "$R9"
  Call ${un}StayOrQuit
FunctionEnd

Function ${un}StayOrQuit
  ${If} $OnPage = 1
    Abort
  ${EndIf}
  Quit
FunctionEnd
!macroend
!insertmacro RefuseFunction ""
!insertmacro RefuseFunction "un."

!macro Refuse un code text
  Push "${text}"
  Push ${code}
  Call ${un}Refuse
!macroend
!define Refuse '!insertmacro Refuse ""'
!define un.Refuse '!insertmacro Refuse "un."'

; The language: /LANG=, else the one chosen before, else that of Windows, which is there already. Says in $0
; whether the user has a choice left (1).
!macro TakeLanguage
  StrCpy $0 1
  ClearErrors
  ${GetOptions} $Params "/LANG=" $1
  ${If} ${Errors}
    ReadRegStr $1 HKCU "${OWN_KEY}" "Language"
    ${If} $1 == ""
      ReadRegStr $1 HKLM "${OWN_KEY}" "Language"
    ${EndIf}
  ${Else}
    StrCpy $0 0
  ${EndIf}
  ${If} $1 == "ko"
    StrCpy $LANGUAGE ${KOREAN}
  ${ElseIf} $1 == "ja"
    StrCpy $LANGUAGE ${JAPANESE}
  ${ElseIf} $1 == "en"
    StrCpy $LANGUAGE ${ENGLISH}
  ${EndIf}
!macroend

; The code of the language in use.
!macro LanguageCode result
  ${If} $LANGUAGE = ${KOREAN}
    StrCpy ${result} "ko"
  ${ElseIf} $LANGUAGE = ${JAPANESE}
    StrCpy ${result} "ja"
  ${Else}
    StrCpy ${result} "en"
  ${EndIf}
!macroend
