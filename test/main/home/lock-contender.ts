import { openHome } from '../../../src/main/home/home'
import { lockHome } from '../../../src/main/home/lock'
import { open, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../../src/shared/errors'

/**
 * One of several processes that take the same lock again and again. While it holds the lock it makes a file that must not
 * be there yet: two holders at once would meet it. Arguments: home, rounds, and `die` to end in the middle of the last.
 */
const [folder = '', rounds = '1', ending = ''] = process.argv.slice(2)

const contend = async () => {
  const home = await openHome({ folder, warn: () => undefined })
  let won = 0
  while (won < Number(rounds)) {
    const lock = await lockHome(home, 'Contending').catch((error: unknown) => {
      if (error instanceof Failure && error.info.code === 'HOME_BUSY') return undefined
      throw error
    })
    if (!lock) {
      await pause(1)
      continue
    }
    const inside = await open(home.path('inside'), 'wx')
    await inside.close()
    await pause(1)
    won++
    await rm(home.path('inside'))
    if (ending === 'die' && won === Number(rounds)) process.kill(process.pid, 'SIGKILL')
    await lock.release()
  }
}

contend().catch((error: unknown) => {
  process.stderr.write(String(error))
  process.exitCode = 1
})
