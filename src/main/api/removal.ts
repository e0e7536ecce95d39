import { Failure } from '../../shared/errors'
import type { FleetController } from '../fleet/controller'
import type { Genuine } from '../fleet/genuine/open-genuine'
import type { Home } from '../home/home'
import { hadGenuine } from '../home/had-genuine'
import { demandClosedPanel } from '../home/open-panel'
import { readWanted } from '../home/wanted'
import { without } from './leave-place'

/** What is to go for good. */
export interface Removed {
  /** All that the home holds. */
  readonly data: boolean
  /** What Docker has of it: containers, volumes, images. */
  readonly containers: boolean
}

interface Means {
  readonly home: Home
  readonly genuine: () => Promise<{
    readonly engine: Pick<Genuine['engine'], 'removeOfHome' | 'namesOfHome'>
    readonly supply: Pick<Genuine['supply'], 'everyImage'>
  }>
  readonly controller: (kind: 'practice' | 'genuine') => Promise<FleetController>
}

/** An engine that has gone has no fleet that could run; a practice fleet has nothing in Docker, and goes on where its data stay. */
const stopWhatRuns = async (
  { home, controller }: Means,
  { data }: Removed,
  signal: AbortSignal,
): Promise<void> => {
  const wish = await readWanted(home)
  if (wish === null || wish.state === 'down' || (wish.fleet === 'practice' && !data)) return
  try {
    const opened = await controller(wish.fleet)
    try {
      await opened.down(false, signal)
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!(error instanceof Failure) || !without.has(error.info.code)) throw error
  }
}

/** What will be of nobody: with the home goes the id that it is known by, and the password of its PostgreSQL. */
const leftInDocker = async ({ home, genuine }: Means, signal: AbortSignal): Promise<readonly string[]> => {
  if (!(await hadGenuine(home))) return []
  try {
    const { engine } = await genuine()
    const names = await engine.namesOfHome(signal)
    return names.length === 0
      ? []
      : [
          ...names.map((name) => `in Docker: ${name}`),
          'To remove these: docker rm -f, docker volume rm, docker network rm and docker rmi, each with the names.',
        ]
  } catch (error) {
    if (!(error instanceof Failure) || !without.has(error.info.code)) throw error
    return [
      `in Docker, which does not answer: whatever the genuine fleet has there, about 7 GB. "docker volume ls --filter label=realcave.home=${home.settings.id}" finds its volumes later`,
    ]
  }
}

/**
 * Removes what is of a home and nothing else; tells what stays since it is of others, or they use it. Docker's part comes first: where
 * no engine answers, nothing has gone yet.
 */
export const remove = async (
  means: Means,
  what: Removed,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  if (what.data) await demandClosedPanel(means.home)
  const engine = what.containers ? await means.genuine() : undefined
  await stopWhatRuns(means, what, signal)
  const stays =
    engine === undefined
      ? await leftInDocker(means, signal)
      : await engine.engine.removeOfHome(engine.supply.everyImage(), signal)
  if (!what.data) return stays
  const { removeHome } = await import('../home/remove-home')
  return [...stays, ...(await removeHome(means.home))]
}
