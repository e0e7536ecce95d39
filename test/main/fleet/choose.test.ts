import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseFleet, type GenuineOffer } from '../../../src/main/fleet/choose'
import type { ErrorInfo } from '../../../src/shared/errors'

const trouble: ErrorInfo = {
  code: 'ENGINE_MISSING',
  what: 'There is no Docker on this machine.',
  why: 'No engine answers.',
  fix: 'Install it.',
}
const offer =
  (given: Partial<GenuineOffer> = {}) =>
  async (): Promise<GenuineOffer> => ({ trouble: null, missing: [], ...given })
const never = async () => {
  throw new Error('asked for nothing')
}

test.each([
  { asked: 'practice', remembered: 'genuine', kind: 'practice' },
  { asked: undefined, remembered: 'practice', kind: 'practice' },
] as const)(
  'no engine is looked for when practice is $asked or was used last',
  async ({ asked, remembered, kind }) => {
    expect(await chooseFleet({ asked, remembered, genuine: never })).toMatchObject({ kind })
  },
)

test('without a choice the genuine fleet runs where it can at once', async () => {
  expect(await chooseFleet({ asked: undefined, remembered: null, genuine: offer() })).toMatchObject({
    kind: 'genuine',
  })
})

test.each([
  [{ trouble }, 'The practice fleet, a stand-in: there is no Docker on this machine.'],
  [
    { missing: ['a:1', 'b:1'] },
    'The practice fleet, a stand-in: 2 images of the genuine fleet are not downloaded yet.',
  ],
])('else practice, saying why: %o', async (given, reason) => {
  expect(await chooseFleet({ asked: undefined, remembered: null, genuine: offer(given) })).toEqual({
    kind: 'practice',
    reason,
  })
})

test('asking for the genuine fleet is asking for its images', async () => {
  const choice = await chooseFleet({
    asked: 'genuine',
    remembered: null,
    genuine: offer({ missing: ['a:1'] }),
  })
  expect(choice.kind).toBe('genuine')
})

test.each([
  { asked: 'genuine', remembered: null },
  { asked: undefined, remembered: 'genuine' },
] as const)('asked $asked, last used $remembered: never silently another fleet', async (input) => {
  await expect(chooseFleet({ ...input, genuine: offer({ trouble }) })).rejects.toMatchObject({
    info: { ...trouble, fix: expect.stringContaining('--fleet practice') },
  })
})

test('what is asked for wins over what was used last, and every reason is one sentence', async () => {
  const kinds = fc.constantFrom('genuine', 'practice')
  await fc.assert(
    fc.asyncProperty(fc.option(kinds, { nil: undefined }), fc.option(kinds), async (asked, remembered) => {
      const choice = await chooseFleet({ asked, remembered, genuine: offer() })
      expect(choice.kind).toBe(asked ?? remembered ?? 'genuine')
      expect(choice.reason).toMatch(/^[A-Z][^\n]*\.$/)
    }),
  )
})
