/**
 * What electron-builder leaves to us once a platform's folder stands: no second program in it, the fuses, and for Windows the list of
 * what its uninstaller removes.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setFuses } from './fuses.mjs'
import { listInstalledFiles } from './installed-files.mjs'

const executable = ({ appOutDir, packager, electronPlatformName }) => {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : packager.executableName)
}

const resources = ({ appOutDir, packager, electronPlatformName }) =>
  electronPlatformName === 'darwin'
    ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
    : join(appOutDir, 'resources')

// oxlint-disable-next-line import/no-default-export -- electron-builder calls the default one
export default async (context) => {
  await rm(join(resources(context), 'default_app.asar'), { force: true })
  // Tests pack the oldest Electron that the build is made for, which has fewer of them.
  const older = process.env.REALCAVE_PACKAGE_ELECTRON !== undefined
  const count = await setFuses(executable(context), { older })
  process.stderr.write(`${count} fuses are set.\n`)
  if (context.electronPlatformName === 'win32') await listInstalledFiles(context.appOutDir)
}
