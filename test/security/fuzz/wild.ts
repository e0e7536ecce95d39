import * as fc from 'fast-check'
import { contract, type ChannelName } from '../../../src/shared/contract'

/** Text with halves of surrogate pairs, controls, and marks that turn the direction of writing. */
const brokenText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units))

const nasty: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
  10n ** 40n,
  Symbol('wild'),
  () => 'wild',
  new Date(Number.NaN),
  new Map([['table', 1]]),
  '\u202egpj.exe\u0000\u001b[2J',
  "'; DROP TABLE my_cave_table; --",
  '../../../../etc/passwd',
  'x'.repeat(100_000),
  Array.from({ length: 10_000 }, () => null),
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
]

/** So many levels that a recursion without a limit ends in an overflow of the stack. */
const deep = (levels: number): unknown => {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { deeper: value }
  return value
}

const depths = [deep(50), deep(5_000)]

const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, maxDepth: 3 }),
  fc.constantFrom(...nasty),
  fc.constantFrom(...depths),
  brokenText,
)

/** The fields that a channel's input has; empty where it is none with fields. */
const fieldsOf = (name: ChannelName): readonly string[] => {
  const { input } = contract[name]
  return 'shape' in input ? Object.keys(input.shape) : []
}

/** What a page that is no more ours could send: anything, or the right fields with anything in them. */
export const wildInput = (name: ChannelName): fc.Arbitrary<unknown> => {
  const fields = fieldsOf(name)
  if (fields.length === 0) return wildValue
  const filled = fc.tuple(...fields.map(() => fc.option(wildValue, { nil: undefined, freq: 8 })))
  const shaped = filled.map((values) =>
    Object.fromEntries(fields.map((field, index): [string, unknown] => [field, values[index]])),
  )
  const more = shaped.map((input): unknown =>
    Object.assign(Object.create({ inherited: true }), input, JSON.parse('{"__proto__": {"polluted": 1}}')),
  )
  return fc.oneof(shaped, more, wildValue)
}

/** Names that anything put onto the prototypes of all objects would show. */
export const polluted = (): readonly string[] => {
  const found: string[] = []
  for (const name in {}) found.push(name)
  for (const name of ['polluted', 'inherited', 'deeper']) if (name in Object.prototype) found.push(name)
  return found
}
