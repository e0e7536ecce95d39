import { passed, warning, type Preflight, type Verdict } from '../preflight'
import { tryLocalhost, type LocalhostTries, type Try } from './localhost-tries'

const advice = 'Use 127.0.0.1 in every address, as the cheat-sheet does; never localhost.'

/** Milliseconds more than by 127.0.0.1 that nobody notices, be the machine busy. Windows repeats a refused call for half a second and more. */
const unnoticed = 300

const time = (milliseconds: number): string =>
  milliseconds < 995 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`

const words: Readonly<Record<Try['said'], string>> = {
  connected: 'connects',
  refused: 'refuses',
  silent: 'does not answer',
}

const told = (tries: readonly Try[]): string =>
  tries
    .map(({ address, said, milliseconds }) => `${address} ${words[said]} after ${time(milliseconds)}`)
    .join(', ')

/** CAVE-FACTS 8.1: clients that ask localhost try IPv6 first on some systems and stall, for nothing listens there. */
export const judgeLocalhost = ({ byName, direct }: LocalhostTries): Verdict => {
  if (byName.length === 0)
    return warning('"localhost" has no address.', 'The hosts file does not name it.', advice)
  const last = byName.at(-1)
  if (last?.said !== 'connected' || last.address !== '127.0.0.1')
    return warning('"localhost" does not lead to 127.0.0.1.', `By that name: ${told(byName)}.`, advice)
  const taken = byName.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  if (taken - direct.milliseconds <= unnoticed)
    return passed(
      `A connection to "localhost" takes ${time(taken)}, one to 127.0.0.1 ${time(direct.milliseconds)}.`,
    )
  return warning(
    `A connection to "localhost" takes ${byName.some(({ said }) => said === 'silent') ? 'more than ' : ''}${time(taken)}, one to 127.0.0.1 ${time(direct.milliseconds)}.`,
    `By that name a client tries one address after the other: ${told(byName)}. It pays that at every new connection.`,
    advice,
  )
}

export const localhost: Preflight = {
  id: 'localhost',
  title: 'Name localhost',
  look: async () => judgeLocalhost(await tryLocalhost()),
}
