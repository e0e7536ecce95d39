import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { run, start, type Ended, type Started } from '../../support/cli'
import { freePort } from '../../support/free-port'
import { temporaryFolder } from '../../support/temporary-folder'
import { docker, objectsOf } from './docker'
import { standInImages } from './images'

const versions = z.array(z.number())

export interface GenuineForTest {
  readonly home: string
  readonly port: number
  readonly address: string
  readonly project: string
  /** What a process of the product has to be given to use these images. */
  readonly images: Readonly<Record<string, string>>
  /** A verb of the command line as a process, with --json. */
  verb(...given: readonly string[]): Promise<Ended>
  /** The same, while it runs. */
  begin(...given: readonly string[]): Started
  /** Docker's own command on a container of the fleet: `container('restart', 'pcg')`. */
  container(command: string, service: string, ...more: readonly string[]): Promise<string>
  inRedis(...command: readonly string[]): Promise<string>
  versions(): Promise<readonly number[]>
  /** Removes all that it may have left, whatever its state. */
  remove(): Promise<void>
}

/** A genuine fleet of stand-in images, driven as users drive it: home, port and project of its own. It is down at first. */
export const genuineForTest = async (): Promise<GenuineForTest> => {
  const images = await standInImages()
  const { folder: home, remove } = await temporaryFolder('genuine')
  const port = await freePort()
  const project = `rctest${randomBytes(4).toString('hex')}`
  const address = `http://127.0.0.1:${port}`
  const options = [
    '--json',
    '--fleet',
    'genuine',
    '--home',
    home,
    '--port',
    String(port),
    '--project',
    project,
  ]
  const container: GenuineForTest['container'] = (command, service, ...more) =>
    docker(command, `${project}-${service}-1`, ...more)
  return {
    home,
    port,
    address,
    project,
    images,
    verb: (...given) => run([...given, ...options], images),
    begin: (...given) => start([...given, ...options], images),
    container,
    inRedis: (...command) => container('exec', 'redis', 'redis-cli', ...command),
    versions: async () => {
      const answer = await fetch(
        `${address}/materialize/api/v3/datastack/fake_datastack/versions?expired=False`,
      )
      return versions.parse(await answer.json())
    },
    remove: async () => {
      for (const object of await objectsOf(project)) {
        const [kind = '', name = ''] = object.split(' ')
        await docker(kind, 'rm', ...(kind === 'container' ? ['--force', '--volumes'] : []), name)
      }
      await remove()
    },
  }
}

/** The last line of what a verb told. */
export const lastOf = ({ json }: Ended): Record<string, unknown> => json().at(-1) ?? {}

const steps = z.array(z.object({ id: z.string(), state: z.string(), already: z.boolean() }))

/** Steps that an `up` had to act in. */
export const actedIn = (ended: Ended): readonly string[] => {
  const told = steps.parse(lastOf(ended)['steps'])
  return told.filter(({ already }) => !already).map(({ id }) => id)
}
