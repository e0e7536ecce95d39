import { lookup } from 'node:dns/promises'
import { passed, warning, type Preflight, type Verdict } from '../preflight'

const advice = 'Use 127.0.0.1 in every address, as the cheat-sheet does; never localhost.'

/** CAVE-FACTS 8.1: clients that ask localhost try IPv6 first on some systems and stall, for nothing listens there. */
export const judgeLocalhost = (addresses: readonly string[]): Verdict => {
  if (addresses.length === 0)
    return warning('"localhost" has no address.', 'The hosts file does not name it.', advice)
  const what = `"localhost" is ${addresses.join(' and ')}.`
  if (!addresses.includes('127.0.0.1')) return warning(what, 'It does not lead to 127.0.0.1.', advice)
  return passed(addresses[0] === '127.0.0.1' ? what : `${what} ${advice}`)
}

export const localhost: Preflight = {
  id: 'localhost',
  title: 'Name localhost',
  async look() {
    const found = await lookup('localhost', { all: true, verbatim: true }).catch(() => [])
    return judgeLocalhost(found.map(({ address }) => address))
  },
}
