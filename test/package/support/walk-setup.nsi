; Goes through the pages of an installer as a person would who names a folder: /SETUP=... /TO=... Where the page of the folder cannot be
; left with it, that is noted beside this program, and the installer is closed.
Unicode true
Name "walk-setup"
OutFile "${OUT}"
SilentInstall silent
RequestExecutionLevel user
!include LogicLib.nsh
!include FileFunc.nsh
!include WinMessages.nsh

Var window
Var page
Var field
Var next
Var seen
Var gone
Var turns

Section
  ${GetParameters} $0
  ${GetOptions} $0 "/SETUP=" $1
  ${GetOptions} $0 "/TO=" $2
  Delete "$EXEDIR\refused.txt"
  Exec '"$1"'
  StrCpy $seen 0
  StrCpy $gone 0
  ${For} $turns 0 600
    Sleep 100
    ; Of its pages, some have a blank behind the name.
    FindWindow $window "#32770" "RealCAVE Setup "
    ${If} $window = 0
      FindWindow $window "#32770" "RealCAVE Setup"
    ${EndIf}
    ${If} $window = 0
      IntOp $gone $gone + $seen
      ${If} $gone > 20
        Quit
      ${EndIf}
      ${Continue}
    ${EndIf}
    StrCpy $gone 0
    FindWindow $page "#32770" "" $window
    GetDlgItem $field $page 1019
    ${If} $field <> 0
      ; A page that is still being made would write its own over it.
      System::Call 'user32::SendMessageW(p $field, i ${WM_GETTEXT}, p ${NSIS_MAX_STRLEN}, w .r3)'
      ${If} $3 != $2
        SendMessage $field ${WM_SETTEXT} 0 "STR:$2"
        ${Continue}
      ${EndIf}
    ${EndIf}
    GetDlgItem $next $window 1
    ${If} $next <> 0
      ; Before its pages, an installer may tell that it is being loaded.
      StrCpy $seen 1
    ${EndIf}
    System::Call 'user32::IsWindowEnabled(p $next) i .r3'
    ${If} $3 <> 0
      System::Call 'user32::PostMessageW(p $window, i ${WM_COMMAND}, p 1, p $next)'
    ${ElseIf} $field <> 0
    ${AndIf} $next <> 0
      FileOpen $4 "$EXEDIR\refused.txt" w
      FileWrite $4 "The page of the folder cannot be left."
      FileClose $4
      System::Call 'user32::PostMessageW(p $window, i ${WM_CLOSE}, p 0, p 0)'
    ${EndIf}
  ${Next}
SectionEnd
