; Stands for RealCAVE.exe where installers are tried: notes how it was called in the folder above its own; ends with status 1 while a
; file "fails" is there, and does not end while a file "runs" is.
Unicode true
Name "stand-in"
OutFile "${OUT}"
SilentInstall silent
RequestExecutionLevel user
!include FileFunc.nsh
Section
  ${GetParameters} $0
  FileOpen $1 "$EXEDIR\..\called.txt" a
  FileSeek $1 0 END
  FileWrite $1 "$0$\r$\n"
  FileClose $1
  again:
  IfFileExists "$EXEDIR\..\runs" 0 +3
  Sleep 100
  Goto again
  IfFileExists "$EXEDIR\..\fails" 0 +2
  SetErrorLevel 1
SectionEnd
