; What is removed: what the list of installed files names (scripts/package/installed-files.mjs), and nothing else. electron-builder's own
; way is RMDir /r, and the folder was chosen by a person, who may keep more in it.

!define REALCAVE_LIST "installed-files.txt"

; Reads the list; EACH is a macro that gets each line. Uses $R0 to $R2.
!macro realcaveEachInstalled EACH
  ClearErrors
  FileOpen $R0 "$INSTDIR\${REALCAVE_LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $R0 $R1
      ${If} ${Errors}
        ${Break}
      ${EndIf}
      StrCpy $R1 $R1 -2
      StrCpy $R2 $R1 1 -1
      !insertmacro ${EACH}
    ${Loop}
    FileClose $R0
  ${EndIf}
  ClearErrors
!macroend

!macro realcaveLookIfHeld
  ${If} $R8 == ""
  ${AndIf} $R2 != "\"
  ${AndIf} ${FileExists} "$INSTDIR\$R1"
    ClearErrors
    FileOpen $R3 "$INSTDIR\$R1" a
    ${If} ${Errors}
      StrCpy $R8 "$R1"
    ${Else}
      FileClose $R3
    ${EndIf}
  ${EndIf}
!macroend

!macro realcaveRemoveOne
  ${If} $R2 == "\"
    RMDir "$INSTDIR\$R1"
  ${Else}
    Delete "$INSTDIR\$R1"
  ${EndIf}
!macroend

; Goes on when nothing is held any more; what has just ended may be held for some seconds yet. Else nothing was removed, and it ends.
!macro realcaveDemandUnheld
  realcaveHeldAgain:
  StrCpy $R7 0
  ${Do}
    StrCpy $R8 ""
    !insertmacro realcaveEachInstalled realcaveLookIfHeld
    IntOp $R7 $R7 + 1
    ${If} $R8 == ""
    ${OrIf} $R7 > 10
      ${Break}
    ${EndIf}
    Sleep 500
  ${Loop}
  ${If} $R8 != ""
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "RealCAVE was not removed: $INSTDIR\$R8 is in use.$\r$\n$\r$\nClose what uses it, then choose Retry." /SD IDCANCEL IDRETRY realcaveHeldAgain
    SetErrorLevel ${EXIT_NOT_REMOVED}
    Quit
  ${EndIf}
!macroend

!macro customRemoveFiles
  !insertmacro realcaveDemandUnheld
  ${IfNot} ${isUpdated}
    !insertmacro realcaveChangePath "-" "$INSTDIR\bin" un.WordAdd
  ${EndIf}
  SetOutPath $TEMP
  !insertmacro realcaveEachInstalled realcaveRemoveOne
  ; Without its list the program goes all the same; what lies beside it cannot be told from what is somebody's.
  ${IfNot} ${FileExists} "$INSTDIR\${REALCAVE_LIST}"
    Delete "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    Delete "$INSTDIR\bin\realcave.cmd"
    RMDir "$INSTDIR\bin"
    MessageBox MB_OK|MB_ICONINFORMATION "The list of what was installed is not in $INSTDIR any more. RealCAVE itself is removed; what is left in that folder is for you to remove." /SD IDOK
  ${EndIf}
  Delete "$INSTDIR\${UNINSTALL_FILENAME}"
  Delete "$INSTDIR\${REALCAVE_LIST}"
  RMDir "$INSTDIR"
  ClearErrors
!macroend
