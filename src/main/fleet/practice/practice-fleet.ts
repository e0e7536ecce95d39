import { rm } from 'node:fs/promises'
import { Failure } from '../../../shared/errors'
import type { Home, SelfCommand } from '../../home/home'
import type { PracticeClient } from '../../practice/client'
import { practiceFolder } from '../../practice/process-file'
import { describeServices } from '../../practice/services'
import type { Fleet } from '../fleet'
import { within } from '../../waiting/limit'
import { lookAt, until } from '../steps/http-look'
import { fleetDown } from '../steps/step-parts'
import { observe, openAttachment, stopAttached } from './attachment'
import { practiceHints } from './hints'
import { practiceSteps } from './practice-steps'

export interface PracticeFleetOptions {
  readonly home: Home
  readonly self: SelfCommand
  /** The program's folder `resources`. */
  readonly resources: string
}

const together = (): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: 'The services of the practice fleet run and stop together.',
    why: 'They are one process.',
    fix: 'Use "realcave down", then "realcave up".',
  })

/** PostgreSQL is asked twice, the second time to drop what it does. Cancelled, it goes on stopping; the next start waits for it. */
const stopLimit = { milliseconds: 60_000, waitingFor: 'PostgreSQL to stop' } as const

/** The practice services answer within milliseconds once their databases are back in their places. */
const settleLimit = { milliseconds: 10_000, waitingFor: 'the services to answer again' } as const
const settlePaths = [
  '/annotation/api/v2/aligned_volume/fake_volume/table',
  '/materialize/api/v3/datastack/fake_datastack/metadata?expired=True',
]

export const createPracticeFleet = ({ home, self, resources }: PracticeFleetOptions): Fleet => {
  const { port } = home.settings
  const address = `http://127.0.0.1:${port}`
  const attachment = openAttachment(home.folder)
  const attached = async (signal: AbortSignal): Promise<PracticeClient> => {
    const client = await attachment(signal)
    if (client === null) throw fleetDown()
    return client
  }

  return {
    kind: 'practice',
    address,
    steps: practiceSteps({ home, self, port, attachment }),
    async connection(signal) {
      const client = await attachment(signal)
      if (client === null) return null
      return {
        address: `http://127.0.0.1:${client.state.port}`,
        datastack: 'fake_datastack',
        alignedVolume: 'fake_volume',
        postgres: { host: '127.0.0.1', ...client.state.postgres },
      }
    },
    async services(signal) {
      const observed = await observe(attachment, signal)
      return observed === null ? describeServices(null) : observed.status.services
    },
    act: () => Promise.reject(together()),
    async *logs(service, tail, signal) {
      yield* (await attached(signal)).logs(service, tail, signal)
    },
    async *requests(tail, signal) {
      yield* (await attached(signal)).requests(tail, signal)
    },
    hints: (signal) => practiceHints(home.folder, signal),
    // Nothing of the graph can be lost here: it is computed.
    rebuildGraph: async (signal) => {
      await attached(signal)
    },
    settle: (signal) =>
      within(signal, settleLimit, (limited) =>
        until(limited, async () => {
          const looks = await Promise.all(settlePaths.map((path) => lookAt(address, path, 5000, limited)))
          return looks.every((look) => look.answered && look.status === 200)
        }),
      ),
    // A version is made without cutting anybody off; a reset waits until its services answer.
    isSettled: async () => true,
    // Its services keep no queue, lock or cache of what the databases hold.
    clearQueues: async () => undefined,
    // A workflow of the practice fleet ends with its process.
    freeWorker: async () => undefined,
    repairWorker: async () => undefined,
    async down(volumes, signal) {
      await stopAttached(attachment, signal)
      // The services come with it, which nothing else here needs.
      const { stopLeftPostgres } = await import('../../practice/practice')
      await within(signal, stopLimit, () => stopLeftPostgres(home.folder, resources))
      if (volumes) await removeData(home)
    },
  }
}

const removeData = async (home: Home): Promise<void> => {
  const folder = practiceFolder(home.folder)
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    await rm(home.path('records', 'practice.json'), { force: true })
  } catch (error) {
    throw new Failure(
      {
        code: 'HOME_UNUSABLE',
        what: `${folder} was not removed in full.`,
        why: error instanceof Error ? error.message : String(error),
        fix: 'Close what holds files in it, then run "down --volumes" again.',
      },
      { cause: error },
    )
  }
}
