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
const answers = async () => null
const never = async () => {
  throw new Error('asked for nothing')
}

test.each([
  { asked: 'practice', remembered: 'genuine', kind: 'practice' },
  { asked: undefined, remembered: 'practice', kind: 'practice' },
] as const)(
  'no engine is looked for when practice is $asked or was used last',
  async ({ asked, remembered, kind }) => {
    expect(
      await chooseFleet({ asked, remembered, because: null, engine: never, genuine: never }),
    ).toMatchObject({ kind })
  },
)

test('what a classroom has set is neither asked for nor remembered, and said so', async () => {
  const given = {
    asked: undefined,
    remembered: 'genuine',
    because: null,
    engine: never,
    genuine: never,
  } as const
  expect(await chooseFleet({ ...given, set: 'practice' })).toEqual({
    kind: 'practice',
    reason: 'The classroom’s kit has set the practice fleet.',
  })
})

test('without a choice the genuine fleet runs where it can at once', async () => {
  expect(
    await chooseFleet({ asked: undefined, remembered: null, because: null, engine: never, genuine: offer() }),
  ).toMatchObject({
    kind: 'genuine',
  })
})

test.each([
  [{ trouble }, 'A stand-in: there is no Docker on this machine.'],
  [{ trouble: { ...trouble, what: 'Docker Compose is too old.' } }, 'A stand-in: Docker Compose is too old.'],
  [{ missing: ['a:1', 'b:1'] }, 'A stand-in: 2 images of the genuine fleet are not downloaded yet.'],
])('else practice, saying why: %o', async (given, reason) => {
  expect(
    await chooseFleet({
      asked: undefined,
      remembered: null,
      because: null,
      engine: never,
      genuine: offer(given),
    }),
  ).toEqual({
    kind: 'practice',
    reason,
  })
})

test.each([
  ['genuine', null],
  [undefined, 'genuine'],
] as const)(
  'asked %s, last used %s: it can be looked at and stopped whatever its start would lack, which is not looked at',
  async (asked, remembered) => {
    const choice = await chooseFleet({ asked, remembered, because: null, engine: answers, genuine: never })
    expect(choice.kind).toBe('genuine')
  },
)

test.each([
  { asked: 'genuine', remembered: null },
  { asked: undefined, remembered: 'genuine' },
] as const)('asked $asked, last used $remembered: never silently another fleet', async (input) => {
  await expect(
    chooseFleet({ ...input, because: null, engine: async () => trouble, genuine: never }),
  ).rejects.toMatchObject({
    info: { ...trouble, fix: expect.stringContaining('--fleet practice') },
  })
})

test('what is asked for wins over what was used last, and every reason is one sentence', async () => {
  const kinds = fc.constantFrom('genuine', 'practice')
  await fc.assert(
    fc.asyncProperty(fc.option(kinds, { nil: undefined }), fc.option(kinds), async (asked, remembered) => {
      const choice = await chooseFleet({
        asked,
        remembered,
        because: null,
        engine: answers,
        genuine: offer(),
      })
      expect(choice.kind).toBe(asked ?? remembered ?? 'genuine')
      expect(choice.reason).toMatch(/^[A-Z][^\n]*\.$/)
    }),
  )
})

test.each(['genuine', 'practice'] as const)(
  'a home in which only %s was used tells why it was chosen at first',
  async (kind) => {
    const again = { asked: undefined, remembered: kind, engine: answers, genuine: never }
    const because = 'A stand-in: there is no Docker on this machine.'
    expect(await chooseFleet({ ...again, because })).toEqual({
      kind,
      reason: `${because} That decided it at the first start, and this home keeps to it.`,
    })
    expect((await chooseFleet({ ...again, because: null })).reason).toBe(
      `The ${kind} fleet was used here last.`,
    )
  },
)
