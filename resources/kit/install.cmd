@echo off
rem Installs RealCAVE from this kit for the user who runs it: no administrator, no network, nothing is written into the kit.
rem Run again, it installs nothing that is there already. With the word "quiet" it waits for no key.
setlocal
set "KIT=%~dp0."
rem Where its installer says that it is installed, and which version.
set "OURS=HKCU\Software\4bbd37e5-3754-5237-b421-6c085c798072"
set "LISTED=HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\4bbd37e5-3754-5237-b421-6c085c798072"

if not exist "%KIT%\kit.json" goto halfkit
call :look

rem The one that the kit's list names: another file in that folder is none of the kit.
set "NAME="
for /f "usebackq tokens=1,* delims=: " %%A in ("%KIT%\kit.json") do if "%%~A"=="path" call :listed %%B
if not defined NAME goto nosetup
set "SETUP=%KIT%\installer\%NAME%"
if not exist "%SETUP%" goto halfkit
if /i "%NAME%"=="RealCAVE-%VERSION%-Setup.exe" if exist "%APP%\RealCAVE.exe" goto use

echo Installing %SETUP%
start "" /wait "%SETUP%" /S
set RC=%errorlevel%
if "%RC%"=="11" goto running
if "%RC%"=="10" goto newer
if not "%RC%"=="0" goto badsetup
call :look
goto use

:newer
echo RealCAVE %VERSION% is installed already, which is newer than the one in this kit. It stays.
goto use

:nosetup
if exist "%APP%\RealCAVE.exe" goto use
echo This kit holds no installer, and RealCAVE is not installed in %APP%.
echo   Why: none was given when it was made. A file that was only copied into its folder "installer" is not taken.
echo   Fix: give it one with "realcave kit FOLDER --installer FILE", then run this again.
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
echo This kit is not complete: it lacks its kit.json, or the installer that this names.
echo   Why: its making or its copying was interrupted.
echo   Fix: copy the folder again, whole; or make it once more.
set RC=1
goto end

:running
echo RealCAVE %VERSION% is running, so the version in this kit was not installed, and nothing of the kit was taken.
echo   Fix: close its window, stop its fleet ("realcave down"), then run this again.
set RC=1
goto end

:badsetup
echo RealCAVE was not installed: its installer ended without it, with status %RC%.
echo   Fix: double-click %SETUP% and read what it says; or look whether a virus scanner has stopped it.
set RC=1

:end
if /i not "%~1"=="quiet" pause
exit /b %RC%

:look
set "APP="
set "VERSION="
for /f "tokens=1,2,*" %%A in ('reg query "%OURS%" /v InstallLocation 2^>nul') do if "%%A"=="InstallLocation" set "APP=%%C"
for /f "tokens=1,2,*" %%A in ('reg query "%LISTED%" /v DisplayVersion 2^>nul') do if "%%A"=="DisplayVersion" set "VERSION=%%C"
rem Its letters may not be those of this console.
if not exist "%APP%\RealCAVE.exe" set "APP=%LOCALAPPDATA%\Programs\RealCAVE"
exit /b 0

:listed
if not "%~1"=="installer/%~nx1" exit /b 0
if /i "%~x1"==".exe" set "NAME=%~nx1"
exit /b 0
