; The user's PATH, on which the folder with the command is put where that was chosen.

; How long it is, in bytes: one that does not fit into a string of NSIS must not be written back cut short.
!macro realcavePathLength RESULT
  StrCpy ${RESULT} 0
  System::Call 'advapi32::RegOpenKeyExW(p 0x80000001, w "Environment", i 0, i 1, *p .r1) i .r0'
  ${If} $0 = 0
    System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, p 0, p 0, *i .r2) i .r0'
    ${If} $0 = 0
      StrCpy ${RESULT} $2
    ${EndIf}
    System::Call 'advapi32::RegCloseKey(p r1)'
  ${EndIf}
!macroend

; "+" puts a folder on it, "-" takes it off; WORD_ADD is WordAdd or un.WordAdd. With it already so, nothing is changed.
!macro realcaveChangePath HOW FOLDER WORD_ADD
  Push $0
  Push $1
  Push $2
  !insertmacro realcavePathLength $R3
  StrLen $R4 "${FOLDER};"
  IntOp $R3 $R3 / 2
  IntOp $R3 $R3 + $R4
  ${If} $R3 < ${NSIS_MAX_STRLEN}
    ReadRegStr $R5 HKCU "Environment" "Path"
    ${${WORD_ADD}} $R5 ";" "${HOW}${FOLDER}" $R6
    ${If} $R6 == ""
      DeleteRegValue HKCU "Environment" "Path"
    ${ElseIf} $R6 != $R5
      WriteRegExpandStr HKCU "Environment" "Path" $R6
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
  ${Else}
    DetailPrint "Your PATH is too long to be changed from here; it is as it was."
  ${EndIf}
  ClearErrors
  Pop $2
  Pop $1
  Pop $0
!macroend

!ifndef BUILD_UNINSTALLER

  ; "1": the command is to be on it; "0": not any more; "": as it is.
  Var realcaveOnPath
  Var realcavePathBox
  ; Where it was installed before; empty where it was not.
  Var realcaveFolderBefore

  ; As it was chosen before; the first time it goes there.
  !macro realcaveReadPath
    StrCpy $realcaveOnPath "1"
    ReadRegStr $realcaveFolderBefore HKCU "${INSTALL_REGISTRY_KEY}" InstallLocation
    ${If} $realcaveFolderBefore != ""
      ReadRegStr $R0 HKCU "Environment" "Path"
      ${WordAdd} $R0 ";" "+$realcaveFolderBefore\bin" $R1
      ${If} $R0 != $R1
        StrCpy $realcaveOnPath ""
      ${EndIf}
    ${EndIf}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/NOPATH" $R1
    ${IfNot} ${Errors}
      StrCpy $realcaveOnPath ""
    ${EndIf}
    ClearErrors
  !macroend

  !macro realcaveSettlePath
    ${If} $realcaveOnPath != ""
    ${AndIf} $realcaveFolderBefore != ""
    ${AndIf} $realcaveFolderBefore != $INSTDIR
      !insertmacro realcaveChangePath "-" "$realcaveFolderBefore\bin" WordAdd
    ${EndIf}
    ${If} $realcaveOnPath == "1"
      !insertmacro realcaveChangePath "+" "$INSTDIR\bin" WordAdd
    ${ElseIf} $realcaveOnPath == "0"
      !insertmacro realcaveChangePath "-" "$INSTDIR\bin" WordAdd
    ${EndIf}
  !macroend

  !macro customPageAfterChangeDir
    Page custom realcavePathPage realcavePathPageLeave
    Function realcavePathPage
      ; The first moment at which the folder of the page before is known.
      Push $INSTDIR
      Call realcaveSettleFolder
      Pop $INSTDIR
      !insertmacro MUI_HEADER_TEXT "Command line" "RealCAVE can also be used without its window."
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateCheckbox} 0 0 100% 12u "Let $\"realcave$\" be called from a command line (adds a folder to your PATH)"
      Pop $realcavePathBox
      ${If} $realcaveOnPath == "1"
        ${NSD_Check} $realcavePathBox
      ${EndIf}
      ${NSD_CreateLabel} 12u 16u 95% 24u "For example $\"realcave up$\", $\"realcave lesson run proof$\". A command line that is open already has to be opened anew."
      Pop $0
      nsDialogs::Show
    FunctionEnd
    Function realcavePathPageLeave
      ${NSD_GetState} $realcavePathBox $0
      ${If} $0 == ${BST_CHECKED}
        StrCpy $realcaveOnPath "1"
      ${ElseIf} $realcaveOnPath == "1"
        StrCpy $realcaveOnPath "0"
      ${EndIf}
    FunctionEnd
  !macroend

!endif
