import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseFleet, noGenuineFleet } from '../../../src/main/fleet/choose'

const there = async () => ({ available: true, why: 'an engine answers and its images are there.' })
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

test('without a choice the genuine fleet runs where it can, else practice, saying why', async () => {
  expect(await chooseFleet({ asked: undefined, remembered: null, genuine: there })).toMatchObject({
    kind: 'genuine',
  })
  const fallback = await chooseFleet({ asked: undefined, remembered: null, genuine: noGenuineFleet })
  expect(fallback).toEqual({
    kind: 'practice',
    reason: 'The practice fleet, a stand-in: this version of the panel cannot run the genuine services yet.',
  })
})

test.each([
  { asked: 'genuine', remembered: null },
  { asked: undefined, remembered: 'genuine' },
] as const)('asked $asked, last used $remembered: never silently another fleet', async (input) => {
  await expect(chooseFleet({ ...input, genuine: noGenuineFleet })).rejects.toMatchObject({
    info: { code: 'FLEET_UNAVAILABLE', fix: expect.stringContaining('--fleet practice') },
  })
})

test('what is asked for wins over what was used last, and every reason is one sentence', async () => {
  const kinds = fc.constantFrom('genuine', 'practice')
  await fc.assert(
    fc.asyncProperty(fc.option(kinds, { nil: undefined }), fc.option(kinds), async (asked, remembered) => {
      const choice = await chooseFleet({ asked, remembered, genuine: there })
      expect(choice.kind).toBe(asked ?? remembered ?? 'genuine')
      expect(choice.reason).toMatch(/^[A-Z][^\n]*\.$/)
    }),
  )
})
