import { readdir, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../shared/errors'
import { fileReason, systemCode } from '../../home/file-failure'
import { makePath } from '../../home/make-path'
import { isSystemName, layout, topNames } from '../kit-layout'

const notUsable = (folder: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `No kit can be made in ${folder}.`, why, fix })

/** Whether a kit was made there, or begun: folders of these names are then the kit's, to be replaced and removed. */
const isOfKit = (names: readonly string[]): boolean =>
  names.includes(layout.unfinished) || names.includes(layout.manifest)

/** Makes the folder where it is not there; one with other things in it is refused: a kit is copied as a whole. */
export const openDestination = async (folder: string): Promise<void> => {
  let names: readonly string[]
  try {
    await makePath(folder)
    names = await readdir(folder)
  } catch (error) {
    throw notUsable(folder, fileReason(error), 'Name a folder that you may write to.')
  }
  const ofKit = isOfKit(names)
  const other = names.find((name) => !(ofKit && topNames.has(name)) && !isSystemName(name))
  if (other !== undefined)
    throw notUsable(
      folder,
      topNames.has(other)
        ? `It holds ${other}, and no kit was begun there: that is somebody's.`
        : `It holds ${other}, which is nothing of a kit.`,
      'Name an empty folder, or one in which a kit was begun.',
    )
}

const shown = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

export const demandRoom = async (folder: string, needed: number): Promise<void> => {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= needed) return
  throw new Failure({
    code: 'DISK_FULL',
    what: 'There is no room for the kit.',
    why: `It needs about ${shown(needed)} more; ${shown(free)} are free in ${folder}.`,
    fix: 'Free some space there, name another folder, or leave the images out: --without-images.',
  })
}

const notice = `This classroom kit is not complete: its making was interrupted, or goes on.
Do not copy or use it. Make it once more with the same command ("realcave kit FOLDER"): it goes on where it stopped.
`

/** From here on, and until its manifest is written, nobody takes the folder for a kit. */
export const beginKit = async (folder: string): Promise<void> => {
  await writeFile(path.join(folder, layout.unfinished), notice)
  await rm(path.join(folder, layout.manifest), { force: true })
}

/** A file that could not be written into the kit, in words. */
export const notWritten = (file: string, error: unknown): Failure => {
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(systemCode(error) ?? '')
  return new Failure(
    {
      code: full ? 'DISK_FULL' : 'BAD_INPUT',
      what: `${file} could not be written. The kit is not complete.`,
      why: full ? 'The disk is full, or holds no file of this size.' : fileReason(error),
      fix: 'Put that right, then start the same command again: it goes on where it stopped.',
    },
    { cause: error },
  )
}
