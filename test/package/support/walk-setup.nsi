; Goes through the pages of an installer as a person would who names a folder: /SETUP=... /TO=... It notes beside itself what a box said
; that stood in the way, and gives up then.
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
Var box
Var control
Var seen
Var gone
Var turns

Section
  ${GetParameters} $0
  ${GetOptions} $0 "/SETUP=" $1
  ${GetOptions} $0 "/TO=" $2
  Delete "$EXEDIR\said.txt"
  Exec '"$1"'
  StrCpy $seen 0
  StrCpy $gone 0
  ${For} $turns 0 600
    Sleep 100
    ; Of its pages, some have a blank behind the name; a box is known by its text, which Windows numbers so.
    FindWindow $window "#32770" "RealCAVE Setup "
    ${If} $window = 0
      FindWindow $window "#32770" "RealCAVE Setup"
    ${EndIf}
    FindWindow $box "#32770" "RealCAVE Setup"
    GetDlgItem $control $box 65535
    ${If} $box <> 0
    ${AndIf} $control <> 0
      System::Call 'user32::GetWindowTextW(p $control, w .r3, i ${NSIS_MAX_STRLEN})'
      FileOpen $4 "$EXEDIR\said.txt" w
      FileWrite $4 $3
      FileClose $4
      System::Call 'user32::PostMessageW(p $box, i ${WM_CLOSE}, p 0, p 0)'
      Sleep 500
      System::Call 'user32::PostMessageW(p $window, i ${WM_CLOSE}, p 0, p 0)'
      Quit
    ${EndIf}
    ${If} $window = 0
      IntOp $gone $gone + $seen
      ${If} $gone > 10
        Quit
      ${EndIf}
      ${Continue}
    ${EndIf}
    StrCpy $seen 1
    StrCpy $gone 0
    FindWindow $page "#32770" "" $window
    GetDlgItem $control $page 1019
    ${If} $control <> 0
      SendMessage $control ${WM_SETTEXT} 0 "STR:$2"
    ${EndIf}
    GetDlgItem $control $window 1
    System::Call 'user32::IsWindowEnabled(p $control) i .r3'
    ${If} $3 <> 0
      System::Call 'user32::PostMessageW(p $window, i ${WM_COMMAND}, p 1, p $control)'
    ${EndIf}
  ${Next}
SectionEnd
