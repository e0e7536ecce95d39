import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fleetUnderContract, type FleetUnderContract } from './fleet-under-contract'
import { testPython } from '../support/python'
import { expected } from './accepted'
import { parseCalls, parseNumbered, readSessions, recordings, type Performed } from './exchange'
import { steady, steadyExchange } from './volatile'

const sessions = await readSessions()
const meant = await expected(sessions, 'client')

let fleet: FleetUnderContract | undefined
let driven: Map<string, Performed[]>

/** The official caveclient, in a process and a HOME of its own: it writes to ~/.cloudvolume. */
const drive = async ({ address, homeFolder }: FleetUnderContract): Promise<Map<string, Performed[]>> => {
  const { file } = await testPython()
  const script = resolve(import.meta.dirname, 'drive.py')
  const { stdout } = await promisify(execFile)(file, [script, address, recordings], {
    env: { ...process.env, HOME: homeFolder },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 100_000,
  })
  const answer = z.record(z.string(), z.unknown()).parse(parseNumbered(stdout))
  return new Map(Object.entries(answer).map(([name, calls]) => [name, parseCalls(calls)]))
}

beforeAll(async () => {
  fleet = await fleetUnderContract()
  driven = await drive(fleet)
})
afterAll(() => fleet?.stop())

describe.each([...meant])('%s through caveclient 8.2.1', (session, calls) => {
  test.each(calls.map((call, index) => ({ ...call, index })))('$call', ({ index, call, result, error }) => {
    const found = driven.get(session)?.[index]
    expect(found?.call).toBe(call)
    expect(steady(found?.error ?? found?.result ?? null)).toEqual(steady(error ?? result ?? null))
  })

  test('the client asked the same of CAVE, in the same order, and got the same answers', () => {
    const found = (driven.get(session) ?? []).flatMap(({ http }) => http.map(steadyExchange))
    expect(found).toEqual(calls.flatMap(({ http }) => http.map(steadyExchange)))
  })
})
