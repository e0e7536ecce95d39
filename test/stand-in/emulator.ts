import { once } from 'node:events'
import { connect, constants } from 'node:http2'
import { setTimeout as pause } from 'node:timers/promises'
import { needed } from './settings'

const service = '/google.bigtable.admin.v2.BigtableTableAdmin'
const notFound = 5

/** A text as field `number` of a Protocol Buffers message; 127 bytes are enough for every name here. */
const field = (number: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, Buffer.byteLength(text)]), Buffer.from(text)])

/** One gRPC call; answers its status. Fails where nobody listens. */
const call = async (method: string, message: Buffer): Promise<number> => {
  const session = connect(`http://${needed('BIGTABLE_EMULATOR_HOST')}`)
  try {
    const failed = once(session, 'error').then(([error]): never => {
      throw error instanceof Error ? error : new Error(String(error))
    })
    const request = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `${service}/${method}`,
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
      [constants.HTTP2_HEADER_TE]: 'trailers',
    })
    let status: unknown
    const take = (headers: Readonly<Record<string, unknown>>): void => {
      status = headers['grpc-status'] ?? status
    }
    request.on('response', take).on('trailers', take).resume()
    const prefix = Buffer.alloc(5)
    prefix.writeUInt32BE(message.length, 1)
    request.end(Buffer.concat([prefix, message]))
    await Promise.race([once(request, 'end'), failed])
    return Number(status)
  } finally {
    session.destroy()
  }
}

const parent = () => `projects/${needed('BIGTABLE_PROJECT')}/instances/${needed('BIGTABLE_INSTANCE')}`

export const tableName = (table: string): string => `${parent()}/tables/${table}`

/** The client of PyChunkedGraph tries for this long while nobody listens (CAVE-FACTS 8.2). */
const patienceMilliseconds = 60_000

/** Whether the emulator has the table. */
export const hasTable = async (table: string): Promise<boolean> => {
  for (const until = Date.now() + patienceMilliseconds; ; await pause(250)) {
    try {
      return (await call('GetTable', field(1, tableName(table)))) !== notFound
    } catch (error) {
      if (Date.now() >= until) throw error
    }
  }
}

export const createTable = async (table: string): Promise<void> => {
  const empty = Buffer.from([(3 << 3) | 2, 0])
  const status = await call('CreateTable', Buffer.concat([field(1, parent()), field(2, table), empty]))
  if (status !== 0) throw new Error(`CreateTable of ${table}: gRPC status ${String(status)}`)
}
