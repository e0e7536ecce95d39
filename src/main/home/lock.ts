import { Failure } from '../../shared/errors'
import type { Home } from './home'
import { takeTicket, ticketHolder, type Holder, type Ticket } from './ticket'

const folderOf = (home: Home): string => home.path('lock')

const busy = (home: Home, { pid, what, since }: Holder): Failure => {
  const own = pid === process.pid
  return new Failure({
    code: 'HOME_BUSY',
    what: `Something else is under way in this home: ${what}.`,
    why: `${own ? 'This program' : `Process ${pid}`} has worked on ${home.folder} since ${since}.`,
    fix: own
      ? 'Wait until it is done, or cancel it.'
      : `Wait until it is done, or cancel it there. If it hangs, end process ${pid}: the home is free again at once.`,
  })
}

/** Who works on the fleet of this home now; null when nobody does. */
export const lockHolder = (home: Home): Promise<Holder | null> => ticketHolder(folderOf(home))

/** The right to change the fleet of this home: one process at a time. Fails with HOME_BUSY at once when it is taken. */
export const lockHome = async (home: Home, what: string, now = new Date()): Promise<Ticket> => {
  const answer = await takeTicket(folderOf(home), what, now)
  if ('by' in answer) throw busy(home, answer.by)
  return answer.taken
}
