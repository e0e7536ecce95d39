import path from 'node:path'
import type { Surroundings } from './surroundings'

/**
 * In WSL a program of Windows' can be run like one of its own, so that Docker Desktop's `docker.exe` does for Compose where no `docker` of
 * Linux is. It knows neither Linux' paths nor its sockets.
 */
export const isOfWindows = ({ wsl }: Pick<Surroundings, 'wsl'>, file: string): boolean =>
  wsl && file.toLowerCase().endsWith('.exe')

/** Where Docker Desktop's engine listens on Windows' side. */
export const windowsHost = 'npipe:////./pipe/dockerDesktopLinuxEngine'

/** WSL hands over to a program of Windows' only the variables that are named in this one. */
export const handedOver = (
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> => ({
  ...environment,
  WSLENV: [environment['WSLENV'], ...names].filter(Boolean).join(':'),
})

/** A folder of this distribution, or of a drive of Windows', as Windows calls it. */
export const windowsFolder = (
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string => {
  const [, drive, rest] = /^\/mnt\/([a-z])(\/.*)?$/.exec(folder) ?? []
  return drive === undefined
    ? path.win32.normalize(`//wsl.localhost/${environment['WSL_DISTRO_NAME'] ?? ''}${folder}`)
    : path.win32.normalize(`${drive.toUpperCase()}:${rest ?? '/'}`)
}
