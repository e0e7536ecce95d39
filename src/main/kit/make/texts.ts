import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClassroomSettings } from '../../../shared/domain/classroom'
import { layout } from '../kit-layout'
import { mismatches } from '../matching-systems'
import { installerSystem } from '../targets'
import { notWritten } from './destination'
import type { Present } from './present'

interface Told extends Present {
  readonly version: string
  readonly made: string
  readonly lessons: readonly string[]
  readonly settings: ClassroomSettings
}

const list = (names: readonly string[], none: string): string =>
  names.length === 0 ? none : names.join(', ')

const onWindows = `  Windows       double-click install.cmd in this folder
                It may say that it does not know the publisher: "More info", "Run anyway".`
const onUnix = (systems: string): string =>
  `  ${systems.padEnd(12)}  run  sh install.sh  in a terminal in this folder`

/** How it is done on the systems that there is an installer for; without any, on all. */
const ways = (installers: readonly string[]): readonly string[] => {
  const systems = new Set(installers.map(installerSystem))
  const all = installers.length === 0
  const unix = [
    ...(all || systems.has('mac') ? ['macOS'] : []),
    ...(all || systems.has('linux') ? ['Linux'] : []),
  ]
  return [
    ...(all || systems.has('win') ? [onWindows] : []),
    ...(unix.length > 0 ? [onUnix(unix.join(', '))] : []),
  ]
}

const startHere = (kit: Told): string => {
  const { $schema: _, title, ...set } = kit.settings
  return `RealCAVE classroom kit${title === undefined ? '' : `: ${title}`}
Made ${kit.made.slice(0, 10)} by RealCAVE ${kit.version}. No network is needed to install or to use it.

On each laptop${kit.installers.length === 0 ? ', with RealCAVE installed there already' : ''}
${ways(kit.installers).join('\n')}
  It may be run from a stick or a network share; nothing is written here. Run again, it installs nothing that is there.
  No administrator is needed.

What is in it
  installer     ${list(
    kit.installers,
    'NONE. Give it one (.exe, .AppImage, .dmg):  realcave kit FOLDER --installer FILE',
  )}
  Python for    ${list(kit.targets, 'none: the terminal then needs a network')}
  images        ${kit.images ? 'of the genuine fleet; loaded where Docker runs' : 'none: the practice fleet'}
  own lessons   ${list(kit.lessons, 'none beside the shipped ones')}
  classroom.json sets ${list(Object.keys(set), 'nothing')}
${mismatches(kit.installers, kit.targets)
  .map(({ what, why, fix }) => `\nMind: ${what}\n  ${why}\n  ${fix}\n`)
  .join('')}
Before class
  realcave kit check FOLDER    looks at every file of this kit
  After a change of classroom.json or of a lesson:  realcave kit FOLDER  once more, which takes the change in.
  All of it is told in docs/classroom.md.
`
}

/** Windows' shell finds no label, and its older editors no line, at any other line end. */
const windowsText = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n')

/** Scripts and schema come with the program. */
export const putTexts = async (folder: string, resources: string, told: Told): Promise<void> => {
  try {
    const batch = await readFile(path.join(resources, 'kit', layout.windows), 'utf8')
    await writeFile(path.join(folder, layout.windows), windowsText(batch))
    await copyFile(path.join(resources, 'kit', layout.unix), path.join(folder, layout.unix))
    await copyFile(path.join(resources, layout.schema), path.join(folder, layout.schema))
    await writeFile(path.join(folder, layout.start), windowsText(startHere(told)))
  } catch (error) {
    throw notWritten(folder, error)
  }
}
