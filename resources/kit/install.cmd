@echo off
rem Installs RealCAVE from this kit for the user who runs it: no administrator, no network, nothing is written into the kit.
rem Run again, it changes nothing. With the word "quiet" it waits for no key.
setlocal
set "KIT=%~dp0."
set "APP=%LOCALAPPDATA%\Programs\RealCAVE"

if not exist "%KIT%\kit.json" goto halfkit

set "SETUP="
for %%F in ("%KIT%\installer\*.exe") do set "SETUP=%%~fF"
if not defined SETUP goto nosetup

echo Installing %SETUP%
start "" /wait "%SETUP%" /S /D=%APP%
if errorlevel 1 goto badsetup
goto use

:nosetup
if exist "%APP%\RealCAVE.exe" goto use
echo This kit holds no installer, and RealCAVE is not installed in %APP%.
echo   Fix: put Setup.exe into the folder "installer" of the kit, make the kit once more, then run this again.
set RC=1
goto end

:use
if not exist "%APP%\RealCAVE.exe" goto badsetup
echo Setting RealCAVE up from the kit: settings, lessons, Python, images. This takes some minutes.
rem Within a batch file cmd waits for a program with windows, too.
"%APP%\RealCAVE.exe" kit use "%KIT%"
set RC=%errorlevel%
if "%RC%"=="0" (echo Done. RealCAVE is in the start menu.) else echo RealCAVE was installed, but not all of the kit was taken. What went wrong is told above.
goto end

:halfkit
echo This kit is not complete: it has no kit.json.
echo   Why: its making or its copying was interrupted.
echo   Fix: copy the folder again, whole; or make it once more.
set RC=1
goto end

:badsetup
echo RealCAVE was not installed: its installer ended without it.
echo   Fix: double-click %SETUP% and read what it says; or look whether a virus scanner has stopped it.
set RC=1

:end
if /i not "%~1"=="quiet" pause
exit /b %RC%
