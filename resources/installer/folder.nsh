; Where it is installed: in a folder of its own, whatever was named, and never in one that is a home, whose files are the user's.

; Without pages.
!macro realcaveSettleToldFolder
  Push $INSTDIR
  Call realcaveSettleFolder
  Pop $R0
  ${If} $R0 == ""
    ; electron-builder has made it already.
    SetOutPath $TEMP
    RMDir "$INSTDIR"
    MessageBox MB_OK|MB_ICONSTOP "RealCAVE keeps its data in the folder that was named: it cannot be installed there." /SD IDOK
    SetErrorLevel ${EXIT_HOME}
    Quit
  ${EndIf}
  StrCpy $INSTDIR $R0
!macroend

; Where the page of the folder cannot be left.
!define MUI_DIRECTORYPAGE_TEXT_TOP "RealCAVE is installed into the folder below. In one that holds other things it makes a folder of its own. The one that keeps its data, and what lies in that, cannot be chosen."

; Functions, once electron-builder has named what they use.
!macro customHeader
  ; Whether PATH is a home, or lies in one: "1" or "0".
  Function realcaveIsInHome
    Exch $0
    Push $1
    Push $2
    ReadEnvStr $1 REALCAVE_HOME
    StrCpy $2 "0"
    ${Do}
      ${If} $0 == "$APPDATA\RealCAVE"
      ${OrIf} $0 == $1
      ${OrIf} ${FileExists} "$0\home.json"
        StrCpy $2 "1"
        ${Break}
      ${EndIf}
      ${GetParent} $0 $0
    ${LoopUntil} $0 == ""
    StrCpy $0 $2
    Pop $2
    Pop $1
    Exch $0
  FunctionEnd

  ; Whether a folder is there with something in it: "1" or "0".
  Function realcaveHoldsSomething
    Exch $0
    Push $1
    Push $2
    ClearErrors
    FindFirst $1 $2 "$0\*.*"
    StrCpy $0 "0"
    ${DoUntil} ${Errors}
      ${If} $2 != "."
      ${AndIf} $2 != ".."
        StrCpy $0 "1"
        ${Break}
      ${EndIf}
      FindNext $1 $2
    ${Loop}
    FindClose $1
    ClearErrors
    Pop $2
    Pop $1
    Exch $0
  FunctionEnd

  ; Takes a folder that was named, gives the one that is installed into, or "" where it is a home.
  Function realcaveSettleFolder
    Exch $0
    Push $1
    Push $2
    System::Call 'kernel32::GetFullPathNameW(w r0, i ${NSIS_MAX_STRLEN}, w .r1, p 0) i .r2'
    ${If} $2 <> 0
      StrCpy $0 $1
    ${EndIf}
    StrCpy $1 $0 1 -1
    ${If} $1 == "\"
      StrCpy $0 $0 -1
    ${EndIf}
    StrLen $1 "\${APP_FILENAME}"
    StrCpy $2 $0 $1 -$1
    ${If} $2 != "\${APP_FILENAME}"
      ${IfNot} ${FileExists} "$0\${APP_EXECUTABLE_FILENAME}"
      ${OrIfNot} ${FileExists} "$0\${REALCAVE_LIST}"
        Push $0
        Call realcaveHoldsSomething
        Pop $1
        StrLen $2 $0
        ; The top of a drive is nobody's own, either.
        ${If} $1 == "1"
        ${OrIf} $2 < 3
          StrCpy $0 "$0\${APP_FILENAME}"
        ${EndIf}
      ${EndIf}
    ${EndIf}
    Push $0
    Call realcaveIsInHome
    Pop $1
    ${If} $1 == "1"
      StrCpy $0 ""
    ${EndIf}
    Pop $2
    Pop $1
    Exch $0
  FunctionEnd

  ; Called at every change of the field: the page cannot be left with a home in it.
  Function .onVerifyInstDir
    Push $0
    Push $INSTDIR
    Call realcaveSettleFolder
    Pop $0
    StrCmp $0 "" 0 +3
      Pop $0
      Abort
    Pop $0
  FunctionEnd
!macroend
