import { setTimeout as pause } from 'node:timers/promises'
import { RecordBatchReader, tableFromIPC } from 'apache-arrow'
import { stringify } from 'lossless-json'
import { z } from 'zod'
import { parseNumbered, type Exchange } from './exchange'

const body = z.union([
  z.object({ json: z.unknown() }).transform(({ json }) => withNumbers(json)),
  z.object({ text: z.string() }).transform(({ text }) => new Uint8Array(Buffer.from(text, 'latin1'))),
])

/** The recorded bytes again: `number 8.0` as 8.0. */
const withNumbers = (value: unknown) =>
  new TextEncoder().encode((stringify(value) ?? '').replaceAll(/"number (?<digits>[^"]+)"/g, '$<digits>'))

const numbered = (value: unknown): unknown => {
  if (typeof value === 'bigint' || typeof value === 'number') return `number ${String(value)}`
  return value ?? null
}

const arrowTypes: Readonly<Record<string, string>> = {
  Int64: 'int64',
  Int32: 'int32',
  Bool: 'bool',
  Utf8: 'string',
  LargeUtf8: 'large_string',
}

/** What pandas makes of the columns: Int64, not float with holes. */
const pandasOf = (bytes: Uint8Array): unknown =>
  parseNumbered(RecordBatchReader.from(bytes).open().schema.metadata.get('pandas') ?? 'null')

const arrowOf = (bytes: Uint8Array): unknown => {
  const table = tableFromIPC(bytes)
  const names = table.schema.fields.map(({ name }) => name)
  return {
    pandas: pandasOf(bytes),
    schema: table.schema.fields.map(({ name, type }) => [name, arrowTypes[String(type)] ?? String(type)]),
    rows: Array.from({ length: table.numRows }, (_, index) =>
      Object.fromEntries(
        names.map((name): [string, unknown] => [name, numbered(table.getChild(name)?.get(index))]),
      ),
    ),
  }
}

/** A recorded answer with what its Arrow bytes tell pandas; their rows are compressed, and decoded beside them. */
export const withPandas = (recorded: Exchange): Exchange => {
  const { base64, arrow } = recorded.response
  if (typeof base64 !== 'string' || typeof arrow !== 'object') return recorded
  return { ...recorded, response: { arrow: { ...arrow, pandas: pandasOf(Buffer.from(base64, 'base64')) } } }
}

const responseOf = (recorded: Exchange, bytes: Buffer): Record<string, unknown> => {
  if ('json' in recorded.response) return { json: parseNumbered(bytes.toString()) }
  if ('arrow' in recorded.response) return { arrow: arrowOf(bytes) }
  return { text: bytes.toString('latin1') }
}

const isWorkflow = (url: string): boolean => url.includes('/run/complete_workflow/')

const versions = z.union([z.array(z.object({ status: z.string() })), z.string()])

/** Waits until no version is in the making. */
const finished = async (address: string, made: number): Promise<void> => {
  const until = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${address}/materialize/api/v3/datastack/fake_datastack/metadata?expired=True`)
    const found = versions.parse(await answer.json())
    if (
      typeof found !== 'string' &&
      found.length === made &&
      found.every(({ status }) => status === 'AVAILABLE')
    )
      return
    if (Date.now() > until) throw new Error(`version ${String(made)} was not made: ${JSON.stringify(found)}`)
    await pause(20)
  }
}

/** Sends recorded requests to a fleet, one after the other, byte for byte. */
export const openReplay = (address: string) => {
  let made = 0
  return async (recorded: Exchange): Promise<Exchange> => {
    const { method, url, requestType, request } = recorded
    const response = await fetch(`${address}${url}`, {
      method,
      redirect: 'manual',
      headers: requestType === null ? {} : { 'content-type': requestType },
      ...(request === null || request === undefined ? {} : { body: body.parse(request) }),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (isWorkflow(url)) await finished(address, (made += 1))
    return {
      ...recorded,
      status: `number ${String(response.status)}`,
      type: response.headers.get('content-type'),
      response: responseOf(recorded, bytes),
    }
  }
}
