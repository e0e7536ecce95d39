import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Exchange, Performed } from './exchange'

const difference = z.strictObject({
  session: z.string(),
  call: z.string(),
  reason: z.string().min(20),
  /** The raw replay repeats what was asked then, whatever a client would ask now. */
  clientOnly: z.boolean().default(false),
  result: z.unknown().optional(),
  resultOf: z.string().optional(),
  exchanges: z.array(
    z.strictObject({
      of: z.string(),
      index: z.number(),
      status: z.string().optional(),
      response: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})
type Difference = z.infer<typeof difference>

/** The one list of differences between recordings and practice fleet; each says exactly what is expected instead. */
const readDifferences = async (): Promise<Difference[]> =>
  z
    .array(difference)
    .parse(JSON.parse(await readFile(resolve(import.meta.dirname, 'accepted-differences.json'), 'utf8')))

const named = (calls: readonly Performed[], name: string): Performed => {
  const found = calls.find(({ call }) => call === name)
  if (found === undefined)
    throw new Error(`accepted-differences.json names a call that was not recorded: ${name}`)
  return found
}

const exchangesOf = (calls: readonly Performed[], { exchanges }: Difference): Exchange[] =>
  exchanges.map(({ of, index, status, response }) => {
    const recorded = named(calls, of).http[index]
    if (recorded === undefined)
      throw new Error(`accepted-differences.json: "${of}" has no exchange ${String(index)}`)
    return {
      ...recorded,
      ...(status === undefined ? {} : { status }),
      ...(response === undefined ? {} : { response }),
    }
  })

export type Asker = 'client' | 'raw'

/** The recorded sessions with every accepted difference put in its place: what the practice fleet must answer. */
export const expected = async (
  sessions: ReadonlyMap<string, readonly Performed[]>,
  asker: Asker,
): Promise<Map<string, Performed[]>> => {
  const differences = (await readDifferences()).filter(({ clientOnly }) => asker === 'client' || !clientOnly)
  for (const { session, call } of differences) named(sessions.get(session) ?? [], call)
  return new Map(
    [...sessions].map(([session, calls]) => [
      session,
      calls.map((recorded) => {
        const found = differences.find((each) => each.session === session && each.call === recorded.call)
        if (found === undefined) return recorded
        const result = found.resultOf === undefined ? found.result : named(calls, found.resultOf).result
        return { call: recorded.call, result, http: exchangesOf(calls, found) }
      }),
    ]),
  )
}
