; What RealCAVE's installer does beyond electron-builder's: one user's installation, nothing killed, nothing older over something newer,
; a folder of its own, the command line on the PATH, and an uninstaller that removes what was chosen. docs/installer.md has the switches and exit codes.

!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include nsDialogs.nsh
!include WinMessages.nsh

!define EXIT_NEWER_IS_INSTALLED 10
!define EXIT_RUNNING 11
!define EXIT_NOT_REMOVED 12
!define EXIT_ONE_USER_ONLY 13
!define EXIT_HOME 14

!include path.nsh
!include removal.nsh

; Nobody becomes an administrator here. These stand in the place of UAC.nsh, whose plug-in is left out with it.
!define UAC_HDR__INC
!macro _RealcaveNever _a _b _t _f
  StrCmp "" "never" `${_t}` `${_f}`
!macroend
!define UAC_IsInnerInstance `"" RealcaveNever ""`
!define UAC_IsAdmin `"" RealcaveNever ""`
!macro UAC_RunElevated
  SetErrorLevel ${EXIT_ONE_USER_ONLY}
  Quit
!macroend

!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend

; A program that runs cannot be opened for writing. Nothing is ended from here: a window may hold work, a practice fleet its data.
!macro realcaveLookIfRunning FOLDER RESULT
  StrCpy ${RESULT} "0"
  ${If} "${FOLDER}" != ""
    ${If} ${FileExists} "${FOLDER}\${APP_EXECUTABLE_FILENAME}"
      ClearErrors
      FileOpen $R9 "${FOLDER}\${APP_EXECUTABLE_FILENAME}" a
      ${If} ${Errors}
        StrCpy ${RESULT} "1"
      ${Else}
        FileClose $R9
      ${EndIf}
      ClearErrors
    ${EndIf}
  ${EndIf}
!macroend

!macro customCheckAppRunning
  !define REALCAVE_LOOK ${__LINE__}
  look_${REALCAVE_LOOK}:
  !insertmacro realcaveLookIfRunning "$INSTDIR" $R8
  ${If} $R8 == "0"
    !insertmacro realcaveLookIfRunning "$PerUserInstallationFolder" $R8
  ${EndIf}
  ${If} $R8 == "1"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "RealCAVE is running: its window, or a practice fleet that goes on without one.$\r$\n$\r$\nStop the fleet (Services, or $\"realcave down$\"), close the window, then choose Retry." /SD IDCANCEL IDRETRY look_${REALCAVE_LOOK}
    SetErrorLevel ${EXIT_RUNNING}
    Quit
  ${EndIf}
  !undef REALCAVE_LOOK
!macroend

!ifndef BUILD_UNINSTALLER

  !include folder.nsh

  !macro customInit
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/allusers" $R1
    ${IfNot} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "RealCAVE is installed for one user. Start this again without /allusers." /SD IDOK
      SetErrorLevel ${EXIT_ONE_USER_ONLY}
      Quit
    ${EndIf}
    ClearErrors
    ReadRegStr $R0 HKCU "${UNINSTALL_REGISTRY_KEY}" DisplayVersion
    ${If} $R0 != ""
      ${VersionCompare} "${VERSION}" $R0 $R1
      ${If} $R1 == "2"
        MessageBox MB_OK|MB_ICONSTOP "RealCAVE $R0 is installed, which is newer than ${VERSION}. Its data may be in a form that ${VERSION} cannot read, so nothing was changed.$\r$\n$\r$\nTo go back all the same, uninstall RealCAVE $R0 first." /SD IDOK
        SetErrorLevel ${EXIT_NEWER_IS_INSTALLED}
        Quit
      ${EndIf}
    ${EndIf}
    ClearErrors
    !insertmacro realcaveReadPath
    ${If} ${Silent}
      !insertmacro realcaveSettleToldFolder
    ${EndIf}
  !macroend

  ; Of the older version, which could not be removed: electron-builder would open a box, also where nobody is asked.
  !macro customUnInstallCheck
    ${IfNot} ${Errors}
    ${AndIf} $R0 != 0
      MessageBox MB_OK|MB_ICONSTOP "The version that is installed could not be replaced: a program uses its files. Nothing was changed." /SD IDOK
      SetErrorLevel ${EXIT_RUNNING}
      Quit
    ${EndIf}
    ClearErrors
  !macroend

  !macro customInstall
    ; electron-builder keeps the installer for updates in parts, which there are none of.
    Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    ${GetParent} "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}" $R0
    RMDir "$R0"
    !insertmacro realcaveSettlePath
  !macroend

!endif

!ifdef BUILD_UNINSTALLER

  Var realcaveData
  Var realcaveContainers
  Var realcaveDataBox
  Var realcaveContainersBox

  !macro customUnInit
    StrCpy $realcaveData "0"
    StrCpy $realcaveContainers "0"
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/DATA" $R1
    ${IfNot} ${Errors}
      StrCpy $realcaveData "1"
    ${EndIf}
    ClearErrors
    ${GetOptions} $R0 "/CONTAINERS" $R1
    ${IfNot} ${Errors}
      StrCpy $realcaveContainers "1"
    ${EndIf}
    ClearErrors
  !macroend

  !macro customUnWelcomePage
    !insertmacro MUI_UNPAGE_WELCOME
    UninstPage custom un.realcaveChoose un.realcaveChosen
    Function un.realcaveChoose
      !insertmacro MUI_HEADER_TEXT "What is to be removed" "The program goes. What you made stays, unless you say otherwise."
      nsDialogs::Create 1018
      Pop $0
      ${NSD_CreateCheckbox} 0 0 100% 12u "Also my data"
      Pop $realcaveDataBox
      ${If} $realcaveData == "1"
        ${NSD_Check} $realcaveDataBox
      ${EndIf}
      ${NSD_CreateLabel} 12u 13u 95% 32u "The practice fleet's tables and versions, lessons, settings and the Python environment. Another installation finds them again if they stay. A genuine fleet's tables in Docker cannot be opened or removed by RealCAVE without them: choose both then."
      Pop $0
      ${NSD_CreateCheckbox} 0 48u 100% 12u "Also RealCAVE's containers, volumes and images in Docker"
      Pop $realcaveContainersBox
      ${If} $realcaveContainers == "1"
        ${NSD_Check} $realcaveContainersBox
      ${EndIf}
      ${NSD_CreateLabel} 12u 61u 95% 28u "The genuine fleet with its tables and versions, and the images that RealCAVE brought, about 7 GB. What others made is not touched. Docker has to run for it."
      Pop $0
      nsDialogs::Show
    FunctionEnd
    Function un.realcaveChosen
      ${NSD_GetState} $realcaveDataBox $realcaveData
      ${NSD_GetState} $realcaveContainersBox $realcaveContainers
    FunctionEnd
  !macroend

  ; The program knows what is its own; it says so itself before it goes.
  !macro customUnInstall
    ${IfNot} ${isUpdated}
      StrCpy $R7 ""
      ${If} $realcaveData == "1"
        StrCpy $R7 "$R7 --data"
      ${EndIf}
      ${If} $realcaveContainers == "1"
        StrCpy $R7 "$R7 --containers"
      ${EndIf}
      ${If} $R7 != ""
        realcaveRemove:
        nsExec::ExecToStack '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" remove --yes$R7'
        Pop $0
        Pop $1
        ${If} $0 != "0"
          MessageBox MB_ABORTRETRYIGNORE|MB_ICONEXCLAMATION "Not all that you chose could be removed.$\r$\n$\r$\n$1$\r$\nIgnore removes the program and leaves the rest; Abort leaves the program, too." /SD IDABORT IDRETRY realcaveRemove IDIGNORE realcaveGoOn
          SetErrorLevel ${EXIT_NOT_REMOVED}
          Quit
        ${EndIf}
        realcaveGoOn:
      ${EndIf}
    ${EndIf}
  !macroend

!endif
