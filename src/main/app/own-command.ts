import { sep, win32 } from 'node:path'
import type { SelfCommand } from '../home/home'

/**
 * Chromium's sockets to its helpers are passed on to whatever is started. The program itself closes them; the process that mounts an image
 * for it would hold them, and with them the helpers and the output of a verb that has long ended.
 */
const withoutInherited =
  'for each in /proc/self/fd/*; do each=${each##*/}; ((each > 2)) && eval "exec $each>&-"; done 2>/dev/null; exec "$0" "$@"'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The image in whose mount this program lies. Its variables are inherited by whatever is started from it, so that they count only where
 * this program lies in the mount that they name.
 */
const ownImage = (execPath: string, { APPIMAGE: image, APPDIR: mount }: Environment): string | undefined =>
  image && mount && execPath.startsWith(`${mount}${sep}`) ? image : undefined

/**
 * How this program starts itself again. An AppImage is mounted for as long as its first process runs: what is to outlive that one has to
 * be started from the image itself.
 */
export const ownCommand = (
  execPath: string,
  environment: Environment,
  words: readonly string[],
): SelfCommand => {
  const image = ownImage(execPath, environment)
  return image === undefined
    ? { file: execPath, arguments: words }
    : { file: 'bash', arguments: ['-c', withoutInherited, image, ...words] }
}

/**
 * How Electron starts this program again once it has ended, in the same words. It would start the file in an image's mount, which has ended by then.
 */
export const startedAnew = (
  execPath: string,
  environment: Environment,
  argv: readonly string[],
): { readonly execPath: string; readonly args: string[] } => ({
  execPath: ownImage(execPath, environment) ?? execPath,
  args: argv.slice(1),
})

/**
 * The file that a person calls in a shell: whether the installer put a name on the PATH is the user's choice. On Windows no shell waits
 * for a program with a window, nor shows what it says; the batch file beside it does.
 */
export const calledFile = (execPath: string, environment: Environment, platform: NodeJS.Platform): string =>
  platform === 'win32'
    ? win32.join(win32.dirname(execPath), 'bin', 'realcave.cmd')
    : (ownImage(execPath, environment) ?? execPath)
