import { expect, it } from 'vitest'
import { judgeLocalhost } from '../../../src/main/doctor/checks/localhost'
import { tryLocalhost, type Try } from '../../../src/main/doctor/checks/localhost-tries'

const direct: Try = { address: '127.0.0.1', said: 'connected', milliseconds: 1 }
const six = (said: Try['said'], milliseconds: number): Try => ({ address: '::1', said, milliseconds })

/** A machine whose "localhost" has these addresses; what each try comes to is given, by address. */
const machine = (addresses: readonly string[], tries: Readonly<Record<string, Try>> = {}) =>
  tryLocalhost({
    addressesOf: async () => addresses,
    tryAt: async (address) => tries[address] ?? direct,
  })

it('a machine whose IPv6 address comes first and hangs is warned of, with both times', async () => {
  const verdict = judgeLocalhost(await machine(['::1', '127.0.0.1'], { '::1': six('silent', 2500) }))
  expect(verdict.state).toBe('warning')
  expect(verdict.what).toBe('A connection to "localhost" takes more than 2.5 s, one to 127.0.0.1 1 ms.')
  expect(verdict.why).toContain('::1 does not answer after 2.5 s')
  expect(verdict.fix).toContain('Use 127.0.0.1')
})

it('so is one that refuses late, as Windows does', async () => {
  const verdict = judgeLocalhost(await machine(['::1', '127.0.0.1'], { '::1': six('refused', 2040) }))
  expect(verdict.state).toBe('warning')
  expect(verdict.what).toContain('takes 2.0 s')
})

it.each([
  ['127.0.0.1 first', ['127.0.0.1', '::1'], {}],
  ['::1 first, refused at once', ['::1', '127.0.0.1'], { '::1': six('refused', 1) }],
] as const)('a machine with %s is fine', async (_what, addresses, tries) => {
  expect(judgeLocalhost(await machine(addresses, tries)).state).toBe('passed')
})

it.each([
  ['no address at all', [], {}],
  ['::1 alone', ['::1'], { '::1': six('refused', 1) }],
  ['an address where somebody else answers', ['::1', '127.0.0.1'], { '::1': six('connected', 1) }],
] as const)('a machine with %s is warned of', async (_what, addresses, tries) => {
  expect(judgeLocalhost(await machine(addresses, tries)).state).toBe('warning')
})

it('addresses behind the one that connects are not tried', async () => {
  const { byName } = await machine(['127.0.0.1', '::1'])
  expect(byName.map(({ address }) => address)).toEqual(['127.0.0.1'])
})

it('this machine’s own localhost is really connected to', async () => {
  const { byName, direct: own } = await tryLocalhost()
  expect([byName.at(-1)?.said, own.said]).toEqual(['connected', 'connected'])
})
