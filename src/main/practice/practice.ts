import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { Failure } from '../../shared/errors'
import { annotationService } from './annotation/service'
import { attach } from './client'
import type { PracticeContext } from './context'
import { openDatabases, type PostgresSettings } from './databases'
import { gateway, type GatewayParts } from './gateway/gateway'
import { RequestLog } from './gateway/request-log'
import { close, listen } from './gateway/server'
import { infoService } from './info/service'
import { PracticeLog } from './log'
import { materializeService } from './materialize/service'
import { familyMemory, ownMemory } from './memory'
import { findBinaries } from './postgres/binaries'
import { ensureCluster } from './postgres/cluster'
import { tailLog } from './postgres/log-tail'
import { serverPid, startServer, stopServer, type ServerPlace } from './postgres/server'
import { logFolder, practiceFolder, removeProcessState, writeProcessState } from './process-file'
import { schemaService } from './schema/service'
import { loadSchemas } from './schema/schemas'
import { segmentationService } from './segmentation/service'
import { describeServices, type Observed } from './services'

export interface PracticeOptions {
  readonly homeFolder: string
  readonly port: number
  /** The program's folder `resources`; the packages are found from there. */
  readonly resources: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
}

/** A running practice fleet within this process. */
export interface Practice {
  readonly port: number
  readonly postgres: PostgresSettings
  readonly controlToken: string
  /** Ends everything, PostgreSQL too; asking twice is the same as once. */
  stop(): Promise<void>
  /** Fulfilled when it has ended, whoever asked for it. */
  readonly stopped: Promise<void>
}

const services = [infoService, schemaService, segmentationService, annotationService, materializeService]

/** The pools wait longer for a server that is restarted; whoever asks how it is wants to know now. */
const silence = (): Promise<null> => pause(1_500, null, { ref: false })

/** Requests under way may end before connections are cut. */
const graceMilliseconds = 3_000

const postgresPlace = async (homeFolder: string, resources: string): Promise<ServerPlace> => {
  const folder = practiceFolder(homeFolder)
  await mkdir(logFolder(homeFolder), { recursive: true, mode: 0o700 })
  const binaries = await findBinaries(resources)
  const { data, credentials } = await ensureCluster(folder, binaries)
  return { binaries, data, credentials, logFile: join(logFolder(homeFolder), 'postgres.log') }
}

/** Stops the PostgreSQL that a killed practice process left behind; nothing happens when there is none. */
export const stopLeftPostgres = async (homeFolder: string, resources: string): Promise<void> => {
  const there = await stat(join(practiceFolder(homeFolder), 'data')).catch(() => undefined)
  if (there === undefined) return
  await stopServer(await postgresPlace(homeFolder, resources))
}

const starting = (): Hono => {
  const app = new Hono()
  app.all('*', (call) =>
    call.json({ code: 503, message: '503 Service Unavailable: the fleet is starting.' }, 503),
  )
  return app
}

const busy = (pid: number, port: number): Failure =>
  new Failure({
    code: 'HOME_BUSY',
    what: 'The practice fleet of this home runs already.',
    why: `Process ${String(pid)} serves it on port ${String(port)}.`,
    fix: 'Use it, or stop it with "realcave down".',
  })

/** PostgreSQL, the services over it, and the port that they answer on. */
export const openPractice = async (options: PracticeOptions): Promise<Practice> => {
  const { homeFolder, port, resources, dashboard } = options
  const other = await attach(homeFolder)
  if (other !== null) throw busy(other.state.pid, other.state.port)
  let app = starting()
  const server = await listen(port, () => app)
  try {
    const place = await postgresPlace(homeFolder, resources)
    const logged = await stat(place.logFile).catch(() => ({ size: 0 }))
    const [schemas, postgres] = await Promise.all([loadSchemas(resources), startServer(place)])
    const startedAt = new Date().toISOString()
    const controlToken = randomBytes(24).toString('base64url')
    const log = new PracticeLog(logFolder(homeFolder), [postgres.password, controlToken])
    const postgresLog = tailLog(place.logFile, logged.size, (line) => {
      log.add('postgres', line.level, line.text, line.time)
    })
    const databases = openDatabases(postgres, (error) => {
      log.add('postgres', 'debug', `A connection was cut: ${error.message}`)
    })
    const context: PracticeContext = {
      datastack: 'fake_datastack',
      alignedVolume: 'fake_volume',
      databases,
      live: databases.database('fake_volume'),
      schemas,
      log: (service, level, text) => {
        log.add(service, level, text)
      },
    }
    const askVersion = (): Promise<string | null> =>
      databases
        .database('postgres')
        .query<{ server_version: string }>('SHOW server_version')
        .then(({ rows }) => rows[0]?.server_version ?? null)
        .catch(() => null)
    const observe = async (): Promise<Observed> => {
      const pid = await serverPid(place.data)
      const version = pid === undefined ? null : await Promise.race([askVersion(), silence()])
      const memory = pid === undefined ? null : await familyMemory(pid)
      return { startedAt, memory: await ownMemory(), postgres: { version, memory } }
    }
    const closing = new AbortController()
    const end = async (): Promise<void> => {
      await once(closing.signal, 'abort')
      await close(server, graceMilliseconds)
      await databases.close()
      await stopServer(place)
      await postgresLog.close()
      await log.flush()
      await removeProcessState(homeFolder)
    }
    const stopped = end()
    const stop = (): Promise<void> => {
      closing.abort()
      return stopped
    }
    const parts: GatewayParts = {
      dashboard,
      // Beside the resources, as the genuine fleet finds it.
      watershed: join(dirname(resources), 'cfg', 'watershed'),
      token: controlToken,
      port,
      startedAt,
      log,
      requests: new RequestLog((service, level, text) => log.add(service, level, text)),
      closing: closing.signal,
      services: async () => describeServices(await observe()),
      stop: () => {
        stop().catch((error: unknown) => {
          log.add(
            'gateway',
            'error',
            `The fleet did not stop: ${error instanceof Error ? error.message : ''}`,
          )
        })
      },
    }
    app = gateway(context, services, parts)
    const { host: _host, ...reach } = postgres
    await writeProcessState(homeFolder, { pid: process.pid, startedAt, port, controlToken, postgres: reach })
    log.add('gateway', 'info', `The practice fleet answers on http://127.0.0.1:${String(port)}`)
    return { port, postgres, controlToken, stop, stopped }
  } catch (error) {
    await close(server, 0)
    throw error
  }
}
