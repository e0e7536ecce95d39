import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse } from 'lossless-json'
import { z } from 'zod'

/** One request and its answer. Numbers are kept as `number 8.0`: digits, and whether it is a float, are part of the contract. */
const exchange = z.object({
  method: z.string(),
  url: z.string(),
  requestType: z.string().nullable(),
  request: z.unknown(),
  status: z.string(),
  type: z.string().nullable(),
  response: z.record(z.string(), z.unknown()),
})
export type Exchange = z.infer<typeof exchange>

const performed = z.object({
  call: z.string(),
  result: z.unknown().optional(),
  error: z.object({ type: z.string(), message: z.string() }).optional(),
  http: z.array(exchange),
})
/** One call of the client: what was called, what it gave or raised, what it asked of CAVE. */
export type Performed = z.infer<typeof performed>

export const recordings = resolve(import.meta.dirname, 'recordings')

export const parseNumbered = (text: string): unknown => parse(text, undefined, (digits) => `number ${digits}`)

/** A recording of requests alone, without a client. */
export const parseExchanges = (text: string): Exchange[] => z.array(exchange).parse(parseNumbered(text))

export const parseCalls = (value: unknown): Performed[] => z.array(performed).parse(value)

const session = z.object({ calls: z.unknown() })

/** The recorded sessions in their order, by name. */
export const readSessions = async (): Promise<Map<string, Performed[]>> => {
  const names = (await readdir(recordings)).filter((name) => /^0[1-5]-.*\.json$/.test(name)).sort()
  const sessions = await Promise.all(
    names.map(async (name): Promise<[string, Performed[]]> => {
      const { calls } = session.parse(parseNumbered(await readFile(join(recordings, name), 'utf8')))
      return [name.replace('.json', ''), parseCalls(calls)]
    }),
  )
  return new Map(sessions)
}
