import os from 'node:os'
import path from 'node:path'

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly userFolder: string
}

export const surroundings = (): Surroundings => ({
  environment: process.env,
  platform: process.platform,
  userFolder: os.homedir(),
})

/** The platform's folder for application data, ours in it. */
const appData = ({ environment, platform, userFolder }: Surroundings): string => {
  if (platform === 'win32') {
    return path.win32.join(
      environment['APPDATA'] || path.win32.join(userFolder, 'AppData', 'Roaming'),
      'RealCAVE',
    )
  }
  if (platform === 'darwin') return path.posix.join(userFolder, 'Library', 'Application Support', 'RealCAVE')
  const shared = environment['XDG_DATA_HOME']
  // The XDG specification: a relative path is to be ignored.
  const base =
    shared && path.posix.isAbsolute(shared) ? shared : path.posix.join(userFolder, '.local', 'share')
  return path.posix.join(base, 'realcave')
}

/** Where the home is: what was asked for, else REALCAVE_HOME, else the platform's folder. Always absolute. */
export const homeFolder = (asked: string | undefined, surroundings: Surroundings): string => {
  const named = asked || surroundings.environment['REALCAVE_HOME']
  return named ? path.resolve(named) : appData(surroundings)
}
