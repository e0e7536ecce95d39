import { readdir, stat } from 'node:fs/promises'
import { failed, passed, warning, type Preflight, type Verdict } from '../preflight'

/** No release is older: a clock before it is wrong. */
const oldest = Date.UTC(2026, 0, 1)
/** File systems and clocks of one machine differ by less. */
const tolerance = 120_000

export const judgeClock = (now: number, newestFile: number): Verdict => {
  const time = new Date(now).toISOString()
  if (now < oldest) {
    return failed(
      `The clock says ${time}.`,
      'That is before this program was made. Versions and history would carry wrong times.',
      'Set the date and time of this machine.',
    )
  }
  if (newestFile > now + tolerance) {
    return warning(
      `The clock says ${time}.`,
      `Files in the home were written at ${new Date(newestFile).toISOString()}: the clock has been set back since. New rows would sort before old ones.`,
      'Check the date and time of this machine; on a virtual machine, after a sleep, let it synchronise.',
    )
  }
  return passed(`The clock says ${time}.`)
}

export const clock: Preflight = {
  id: 'clock',
  title: 'Clock',
  async look({ home }) {
    const names = await readdir(home.folder)
    const times = await Promise.all(
      // A file may vanish between the two looks.
      names.map(async (name) =>
        stat(home.path(name)).then(
          (found) => found.mtimeMs,
          () => 0,
        ),
      ),
    )
    return judgeClock(Date.now(), Math.max(0, ...times))
  },
}
