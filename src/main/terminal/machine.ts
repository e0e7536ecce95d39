import { accessSync, constants } from 'node:fs'
import { posix, win32 } from 'node:path'
import { runCommand, type RunCommand } from './command'

/** What the search for Python asks of the machine; tests put another in its place. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  exists(file: string): boolean
  readonly run: RunCommand
}

export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  exists: (file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  },
  run: runCommand,
}

/** A desktop app does not inherit the PATH of the shell: the usual places of Python and uv are added. */
const usualFolders = (machine: Machine): readonly string[] => {
  const { platform, environment } = machine
  if (platform === 'win32') return []
  const home = environment['HOME']
  const own = home === undefined ? [] : [`${home}/.local/bin`, `${home}/.cargo/bin`]
  if (platform !== 'darwin') return [...own, '/usr/local/bin', '/usr/bin']
  const framework = ['3.13', '3.12', '3.11', '3.10'].map(
    (version) => `/Library/Frameworks/Python.framework/Versions/${version}/bin`,
  )
  return [...own, '/opt/homebrew/bin', '/usr/local/bin', ...framework]
}

/** Every file of that name on the PATH and in the usual places, in their order. */
export const filesNamed = (machine: Machine, name: string): readonly string[] => {
  const windows = machine.platform === 'win32'
  const paths = windows ? win32 : posix
  const variable = machine.environment['PATH'] ?? machine.environment['Path'] ?? ''
  const folders = new Set([...variable.split(paths.delimiter), ...usualFolders(machine)])
  return [...folders]
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => paths.join(folder, windows ? `${name}.exe` : name))
    .filter((file) => machine.exists(file))
}

/** Installers keep the user's proxies, mirrors and certificates, but not what would lead them out of our folder. */
export const installerEnvironment = (machine: Machine): NodeJS.ProcessEnv => {
  const leadingAstray = new Set([
    'PYTHONHOME',
    'PYTHONPATH',
    'VIRTUAL_ENV',
    'CONDA_PREFIX',
    'PIP_TARGET',
    'PIP_PREFIX',
    'PIP_USER',
    'PIP_REQUIRE_VIRTUALENV',
    'UV_PROJECT_ENVIRONMENT',
  ])
  return Object.fromEntries(Object.entries(machine.environment).filter(([name]) => !leadingAstray.has(name)))
}
