import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../../shared/errors'
import { programOf } from '../../machine/command-line'
import type { PostgresSettings } from '../databases'
import { runProgram, type ProgramResult } from './account'
import type { Binaries } from './binaries'
import type { Credentials } from './cluster'
import { configuration } from './configuration'
import { demandSameMajor } from './same-major'
import { saysFullDisk } from '../database-errors'

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
    code: saysFullDisk(why) ? 'DISK_FULL' : 'POSTGRES_FAILED',
    what,
    why,
    fix: 'Read the log of the service postgres, then try again.',
  })

const control = (
  { binaries, data }: ServerPlace,
  given: readonly string[],
  seconds: number,
): Promise<ProgramResult> =>
  runProgram(binaries.pgCtl, [...given, '-w', '-s', '-t', String(seconds), '-D', data], (seconds + 5) * 1000)

/** A port that nobody listens on: the one wished for, if it is free. */
const freePort = (wished: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (wished === 0) reject(error)
      else resolve(freePort(0))
    })
    probe.listen(wished, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => {
        resolve(port)
      })
    })
  })

/** Whoever was connected finds the server again where it was before. */
const rememberedPort = async (file: string): Promise<number> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  return Number(/^port = (\d+)$/m.exec(text)?.[1] ?? 0)
}

/** The PID in the lock file, when a PostgreSQL really stands behind it: after a reboot another program may have it. */
export const serverPid = async (data: string): Promise<number | undefined> => {
  const lock = join(data, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const pid = Number(text.split('\n')[0])
  const program = Number.isInteger(pid) && pid > 0 ? await programOf(pid) : undefined
  if (program !== undefined && /postgres/i.test(program)) return pid
  await rm(lock, { force: true })
  return undefined
}

/** Starts the server, after ending one that a killed process left running. */
export const startServer = async (place: ServerPlace): Promise<PostgresSettings> => {
  await demandSameMajor(place.data, place.binaries)
  await stopServer(place)
  const file = join(place.data, 'postgresql.conf')
  await (await open(place.logFile, 'a', 0o600)).close()
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(await rememberedPort(file))
    await writeFile(file, configuration(port), { mode: 0o600 })
    const { status, output } = await control(place, ['start', '-l', place.logFile], startSeconds)
    if (status === 0) return { host: '127.0.0.1', port, ...place.credentials }
    const log = await readFile(place.logFile, 'utf8')
    const tail = log.trimEnd().split('\n').slice(-8).join('\n')
    // Children of a killed server hold its memory for a moment; another program may have taken the port meanwhile.
    const passing = /still in use|already in use|could not create any TCP/i.test(tail)
    if (!passing || attempt === 5) throw failed('PostgreSQL did not start.', `${output}\n${tail}`.trim())
    await pause(300 * attempt)
  }
}

/** Ends the server, if it runs; connections are closed, nothing that was committed is lost. */
export const stopServer = async (place: ServerPlace): Promise<void> => {
  for (const mode of ['fast', 'immediate']) {
    if ((await serverPid(place.data)) === undefined) return
    const { status, output } = await control(place, ['stop', '-m', mode], stopSeconds)
    if (status !== 0 && mode === 'immediate') throw failed('PostgreSQL did not stop.', output)
  }
}
