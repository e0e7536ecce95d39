@echo off
rem RealCAVE on the command line. A batch file waits for a program with a window, and passes its output and its exit status on.
rem It lies in a folder of its own, for RealCAVE.exe beside it would be found before it.
setlocal
set "realcave=%~dp0..\RealCAVE.exe"
if "%~1"=="" (
  start "" "%realcave%"
  exit /b 0
)
"%realcave%" %*
exit /b %errorlevel%
