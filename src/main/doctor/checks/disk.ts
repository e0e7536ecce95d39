import { statfs } from 'node:fs/promises'
import { failed, passed, warning, type Preflight, type Verdict } from '../preflight'

const mebibyte = 1_048_576
/** A practice fleet begins with 100 MiB, its Python environment takes 400 MiB. */
const least = 300 * mebibyte
/** Each version copies the whole live database. */
const comfortable = 2048 * mebibyte

const shown = (bytes: number): string =>
  bytes >= 1024 * mebibyte
    ? `${(bytes / 1024 / mebibyte).toFixed(1)} GiB`
    : `${Math.round(bytes / mebibyte)} MiB`

export const judgeDisk = (free: number, folder: string): Verdict => {
  const what = `${shown(free)} are free where ${folder} lies.`
  if (free < least) {
    return failed(
      what,
      `A fleet needs ${shown(least)} at least.`,
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
