import { resolve } from 'node:path'
import { openController } from '../../src/main/api/open-controller'
import { openHomeWith } from '../../src/main/api/open-home'
import type { FleetController } from '../../src/main/fleet/controller'
import { sessionsOf, type Session } from '../../src/main/fleet/sessions'
import { processExists } from '../../src/main/home/process-identity'
import { stopLeftPostgres } from '../../src/main/practice/practice'
import { readProcessState } from '../../src/main/practice/process-file'
import { realcave } from './cli'
import { freePort } from './free-port'
import { temporaryFolder } from './temporary-folder'

const resources = resolve(import.meta.dirname, '../../resources')
const dashboard = resolve(import.meta.dirname, '../../out/dashboard')
const self = { file: process.execPath, arguments: [realcave] }

export interface FleetForTest {
  readonly homeFolder: string
  readonly port: number
  readonly address: string
  readonly controller: FleetController
  /** Another panel on the same home. */
  another(): Promise<FleetController>
  /** The process that serves the fleet; undefined where none runs. */
  pid(): Promise<number | undefined>
  /** Runs statements or reads in a database of the fleet. */
  sql<T>(database: string, work: (session: Session) => Promise<T>): Promise<T>
  /** Ends the fleet, by its process ids if it does not end otherwise, and removes its home. */
  stop(): Promise<void>
}

/** A signal that never fires. */
export const never = new AbortController().signal

/** For what has to do with the practice fleet alone. */
export const noGenuine = (): Promise<never> => Promise.reject(new Error('There is no genuine fleet here.'))

/**
 * A practice fleet as users have it: the detached process of the built program, in a home and on a port of its own. It is
 * down at first; `controller.up(never)` takes about two seconds, so share one among the tests of a file.
 */
export const fleetForTest = async (): Promise<FleetForTest> => {
  const { folder: homeFolder, remove } = await temporaryFolder('fleet')
  const port = await freePort()
  const opened: FleetController[] = []
  const open = async (): Promise<FleetController> => {
    const warn = () => undefined
    const home = await openHomeWith({ home: homeFolder, port, project: undefined }, warn)
    const controller = await openController(
      {
        home,
        self,
        command: ['realcave'],
        resources,
        dashboard,
        shell: 'browser',
        version: '0.0.0',
        fleet: 'practice',
        warn,
      },
      noGenuine,
    )
    opened.push(controller)
    return controller
  }
  const pid = async (): Promise<number | undefined> => {
    const state = await readProcessState(homeFolder)
    return state !== null && processExists(state.pid) ? state.pid : undefined
  }
  const controller = await open()
  return {
    homeFolder,
    port,
    address: `http://127.0.0.1:${String(port)}`,
    controller,
    another: open,
    pid,
    sql: async (database, work) => sessionsOf(await controller.connection(never)).with(database, never, work),
    stop: async () => {
      await Promise.all(opened.map((each) => each.close()))
      // A test that failed may have left anything: what follows ends it whatever its state.
      await controller.down(false, never).catch(() => undefined)
      const left = await pid()
      if (left !== undefined) process.kill(left, 'SIGKILL')
      await stopLeftPostgres(homeFolder, resources).catch(() => undefined)
      await remove()
    },
  }
}
