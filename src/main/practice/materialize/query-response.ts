import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import { pythonFloat, pythonText } from '../annotation/python-text'
import { noticeHeader } from '../annotation/table-metadata'
import { arrowStream } from './arrow-stream'
import type { Frame } from './frame'
import { frameJson } from './frame-json'
import { flag } from './query-body'

const compress = promisify(gzip)

export interface Answer {
  readonly frame: Frame
  readonly columnNames: Record<string, Record<string, string>>
  readonly resolution: readonly [number, number, number] | undefined
  readonly warnings: readonly string[]
}

/** Arrow or JSON as the client asks, with the headers that it reads: names of columns, resolution, warnings. */
export const queryResponse = async (context: Context, answer: Answer): Promise<Response> => {
  const headers = new Headers({ column_names: noticeHeader(pythonText(answer.columnNames)) })
  if (answer.resolution !== undefined) {
    headers.set('dataframe_resolution', answer.resolution.map(pythonFloat).join(', '))
  }
  for (const warning of answer.warnings) headers.append('Warning', noticeHeader(warning))
  const arrow = flag(context, 'return_pyarrow', true)
  headers.set('Content-Type', arrow ? 'data.arrow' : 'application/json')
  const body = arrow ? Buffer.from(arrowStream(answer.frame)) : Buffer.from(frameJson(answer.frame))
  if (!/gzip/i.test(context.req.header('Accept-Encoding') ?? '')) return new Response(body, { headers })
  headers.set('Content-Encoding', 'gzip')
  headers.set('Vary', 'Accept-Encoding')
  return new Response(await compress(body, { level: constants.Z_BEST_SPEED }), { headers })
}
