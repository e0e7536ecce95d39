import { statfs } from 'node:fs/promises'
import { gigabyte, shownBytes } from '../bytes'
import { failed, passed, warning, type Preflight, type Verdict } from '../preflight'

/** A practice fleet begins with 100 MB, its Python environment takes 400 MB. */
const least = 0.3 * gigabyte
/** Each version copies the whole live database. */
const comfortable = 2 * gigabyte

export const judgeDisk = (free: number, folder: string): Verdict => {
  const what = `${shownBytes(free)} are free where ${folder} lies.`
  if (free < least) {
    return failed(
      what,
      `A fleet needs ${shownBytes(least)} at least.`,
      'Free some space, or name another folder with --home.',
    )
  }
  if (free < comfortable) {
    return warning(
      what,
      'Every version is a copy of the live tables.',
      'Delete old versions, or free some space.',
    )
  }
  return passed(what)
}

export const disk: Preflight = {
  id: 'disk',
  title: 'Disk space',
  async look({ home }) {
    const { bavail, bsize } = await statfs(home.folder)
    return judgeDisk(bavail * bsize, home.folder)
  },
}
