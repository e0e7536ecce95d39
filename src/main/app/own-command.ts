import { sep } from 'node:path'
import type { SelfCommand } from '../home/home'

/**
 * Chromium's sockets to its helpers are passed on to whatever is started. The program itself closes them; the process that mounts an image
 * for it would hold them, and with them the helpers and the output of a verb that has long ended.
 */
const withoutInherited =
  'for each in /proc/self/fd/*; do each=${each##*/}; ((each > 2)) && eval "exec $each>&-"; done 2>/dev/null; exec "$0" "$@"'

/**
 * How this program starts itself again. An AppImage is mounted for as long as its first process runs: what is to outlive that one has to
 * be started from the image itself. Its variables are inherited by whatever is started from it, so that they count only where this
 * program lies in the mount that they name.
 */
export const ownCommand = (
  execPath: string,
  { APPIMAGE: image, APPDIR: mount }: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): SelfCommand =>
  image && mount && execPath.startsWith(`${mount}${sep}`)
    ? { file: 'bash', arguments: ['-c', withoutInherited, image, ...words] }
    : { file: execPath, arguments: words }
