import { Client } from 'pg'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../../shared/errors'
import { commandOf } from '../../engine/port-holder'
import type { PostgresSettings } from '../databases'
import { giveToAccount, runProgram } from './account'
import type { Binaries } from './binaries'
import type { Credentials } from './cluster'
import { configuration } from './configuration'

export interface ServerPlace {
  readonly binaries: Binaries
  readonly data: string
  readonly credentials: Credentials
  readonly logFile: string
}

/** Recovery after a kill replays the log; on a slow disk that takes a while. */
const startSeconds = 60
const stopSeconds = 20

const failed = (what: string, why: string): Failure =>
  new Failure({
    code: /no space left/i.test(why) ? 'DISK_FULL' : 'POSTGRES_FAILED',
    what,
    why,
    fix: 'Read the log of the service postgres, then try again.',
  })

const control = (place: ServerPlace, given: readonly string[], seconds: number) =>
  runProgram(
    place.binaries,
    place.binaries.pgCtl,
    [...given, '-D', place.data],
    [place.data, place.logFile],
    (seconds + 5) * 1000,
  )

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => {
      resolve(false)
    })
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true)
      })
    })
  })

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => {
        resolve(port)
      })
    })
  })

const configurationFile = (data: string): string => join(data, 'postgresql.conf')

const rememberedPort = async (data: string): Promise<number | undefined> => {
  const text = await readFile(configurationFile(data), 'utf8').catch(() => '')
  const port = /^port = (\d+)$/m.exec(text)?.[1]
  return port === undefined ? undefined : Number(port)
}

const configure = async (data: string, port: number): Promise<void> => {
  const file = configurationFile(data)
  await writeFile(`${file}.new`, configuration(port), { mode: 0o600 })
  await giveToAccount(`${file}.new`)
  await rename(`${file}.new`, file)
}

const settingsAt = (place: ServerPlace, port: number): PostgresSettings => ({
  host: '127.0.0.1',
  port,
  ...place.credentials,
})

const accepts = async (settings: PostgresSettings): Promise<boolean> => {
  const client = new Client({ ...settings, database: 'postgres', connectionTimeoutMillis: 2_000 })
  // The answer to connect() tells all that is to be known.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** PID and port of the lock file, when a PostgreSQL really stands behind it: after a reboot another program may have the PID. */
const running = async (
  data: string,
): Promise<{ readonly pid: number; readonly port: number } | undefined> => {
  const lock = join(data, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const command = Number.isInteger(pid) && pid > 0 ? await commandOf(pid) : undefined
  if (command === undefined || !/postgres/i.test(command)) {
    await rm(lock, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]) }
}

/** The server's process and where it listens; undefined when it does not run. */
export const serverPid = async (data: string): Promise<number | undefined> => (await running(data))?.pid

/** Starts the server, or adopts the one that a killed process left running. */
export const startServer = async (place: ServerPlace): Promise<PostgresSettings> => {
  const left = await running(place.data)
  if (left !== undefined) {
    const settings = settingsAt(place, left.port)
    if (await accepts(settings)) return settings
    await stopServer(place)
  }
  await (await open(place.logFile, 'a', 0o600)).close()
  await giveToAccount(place.logFile)
  const remembered = await rememberedPort(place.data)
  let port = remembered !== undefined && (await isFree(remembered)) ? remembered : await freePort()
  for (let attempt = 1; ; attempt += 1) {
    await configure(place.data, port)
    const { status, output } = await control(
      place,
      ['start', '-w', '-s', '-t', String(startSeconds), '-l', place.logFile],
      startSeconds,
    )
    if (status === 0) return settingsAt(place, port)
    const log = await readFile(place.logFile, 'utf8')
    const tail = log.trimEnd().split('\n').slice(-8).join('\n')
    // Children of a killed server hold its memory for a moment; another program may have taken the port meanwhile.
    const passing = /still in use|already in use|could not create any TCP/i.test(tail)
    if (!passing || attempt === 5) throw failed('PostgreSQL did not start.', `${output}\n${tail}`.trim())
    await pause(300 * attempt)
    if (!(await isFree(port))) port = await freePort()
  }
}

/** Ends the server; connections are closed, nothing that was committed is lost. */
export const stopServer = async (place: ServerPlace): Promise<void> => {
  if ((await running(place.data)) === undefined) return
  for (const mode of ['fast', 'immediate']) {
    const { status, output } = await control(
      place,
      ['stop', '-w', '-s', '-t', String(stopSeconds), '-m', mode],
      stopSeconds,
    )
    if (status === 0 || (await running(place.data)) === undefined) return
    if (mode === 'immediate') throw failed('PostgreSQL did not stop.', output)
  }
}
