import { sep } from 'node:path'

/**
 * What starts this program again. An AppImage is mounted for as long as its first process runs: what is to outlive that one has to be
 * started from the image itself. Its variables are inherited by whatever is started from it, so that they count only where this
 * program lies in the mount that they name.
 */
export const ownFile = (
  execPath: string,
  { APPIMAGE: image, APPDIR: mount }: Readonly<Record<string, string | undefined>>,
): string => (image && mount && execPath.startsWith(`${mount}${sep}`) ? image : execPath)
