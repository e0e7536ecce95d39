import path from 'node:path'
import type { Surroundings } from './surroundings'
import { exists } from '../machine/exists'

/** Docker's programs on this machine, running or not. */
export interface Installed {
  /** The command `docker`; in WSL that of Windows where Linux has none. */
  readonly cli: string | null
  /** The application Docker Desktop; on Linux the unit file of its service, in WSL that of Windows. */
  readonly desktop: string | null
}

const programFiles = ({ environment }: Surroundings): string =>
  environment['ProgramFiles'] ?? environment['PROGRAMFILES'] ?? 'C:\\Program Files'

/** Where WSL shows Windows' usual folder of programs; PATH has it as well, unless it was told not to. */
const windowsDesktop = '/mnt/c/Program Files/Docker/Docker'

/** PATH first; then where installers put it, since a desktop program is started with a shorter PATH than a shell. */
const commandPlaces = (surroundings: Surroundings): readonly string[] => {
  const { platform, environment, homeFolder, wsl } = surroundings
  const own = environment['PATH'] ?? environment['Path'] ?? ''
  if (platform === 'win32') {
    const folders = [...own.split(';'), `${programFiles(surroundings)}\\Docker\\Docker\\resources\\bin`]
    return folders.filter((folder) => folder !== '').map((folder) => path.win32.join(folder, 'docker.exe'))
  }
  const named = own.split(':').filter((folder) => folder !== '')
  const folders = [
    ...named,
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/usr/bin',
    path.posix.join(homeFolder, '.docker/bin'),
    '/Applications/Docker.app/Contents/Resources/bin',
  ]
  const places = folders.map((folder) => path.posix.join(folder, 'docker'))
  if (!wsl) return places
  const windows = [...named, `${windowsDesktop}/resources/bin`]
  return [...places, ...windows.map((folder) => path.posix.join(folder, 'docker.exe'))]
}

const desktopPlaces = (surroundings: Surroundings): readonly string[] => {
  const { platform, homeFolder, wsl } = surroundings
  if (wsl) return [`${windowsDesktop}/Docker Desktop.exe`]
  if (platform === 'win32') return [`${programFiles(surroundings)}\\Docker\\Docker\\Docker Desktop.exe`]
  return platform === 'darwin'
    ? ['/Applications/Docker.app', path.posix.join(homeFolder, 'Applications/Docker.app')]
    : ['/usr/lib/systemd/user/docker-desktop.service', '/opt/docker-desktop/bin/com.docker.backend']
}

const firstOf = async (
  places: readonly string[],
  there: (file: string) => Promise<boolean>,
): Promise<string | null> => {
  for (const place of places) if (await there(place)) return place
  return null
}

export const findInstalled = async (
  surroundings: Surroundings,
  there: (file: string) => Promise<boolean> = exists,
): Promise<Installed> => ({
  cli: await firstOf(commandPlaces(surroundings), there),
  desktop: await firstOf(desktopPlaces(surroundings), there),
})
