import { setTimeout as pause } from 'node:timers/promises'
import type {
  ArchiveEntry,
  Container,
  Derivation,
  DockerEngine,
  DockerProject,
  Engine,
  EngineInfo,
  ExecResult,
  ForeignObject,
} from '../../../../src/main/engine/engine'
import { helpersOf } from '../../../../src/main/fleet/genuine/pods'
import { Failure } from '../../../../src/shared/errors'

/** How long containers and programs take here. */
const milliseconds = 20

export const imageNames: Readonly<Record<string, string>> = {
  postgres: 'postgis/postgis:15-3.3',
  redis: 'redis:7',
  bigtable: 'emulator:1',
  gateway: 'nginx:1',
  schema: 'caveconnectome/emannotationschemas:v5.26.3',
  info: 'caveconnectome/annotationframeworkinfoservice:v4.3.4',
  annotation: 'caveconnectome/annotationengine:v4.35.0',
  pcg: 'caveconnectome/pychunkedgraph:v2.21.1',
  mat: 'caveconnectome/materializationengine:v5.26.4',
  'mat-worker': 'caveconnectome/materializationengine:v5.26.4',
}

/** A Docker engine in memory, with what can go wrong on one. Volumes outlive containers; the graph does not. */
export class FakeEngine implements Engine, DockerProject, Pick<DockerEngine, 'info' | 'runOnce' | 'derive'> {
  readonly name = 'realcave'
  readonly images = imageNames
  readonly local = new Set<string>()
  readonly running = new Set<string>()
  readonly outdated = new Set<string>()
  /** Services that end as they start, and with which status. */
  readonly ending = new Map<string, number>()
  readonly others: ForeignObject[] = []
  /** Everything that was asked for, in order: "up postgres redis", "exec pcg python /cfg/...". */
  readonly journal: string[] = []
  /** Requests that start so fail with this message. */
  readonly broken = new Map<string, string>()
  /** What /proc/cpuinfo tells in a container. */
  cpuinfo = 'flags\t\t: fpu sse avx avx2\n'
  /** What programs end with, by what stands in their command; 0 and what is asked for where nothing does. */
  readonly ends = new Map<string, Partial<ExecResult>>()
  hasGraph = false
  /** Why the fleet's port cannot be had. */
  portTrouble: { readonly why: string; readonly fix: string } | null = null
  /** What was put into the gateway's volume, by path. */
  readonly served = new Map<string, string>()
  onExec: (command: readonly string[]) => Promise<void> = () => Promise.resolve()

  missingImages(images: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve(images.filter((image) => !this.local.has(image)))
  }

  async pull(image: string, report: Parameters<Engine['pull']>[1]): Promise<void> {
    report({ done: 50e6, total: 100e6, detail: 'layer 1 of 2' })
    await this.#does(`pull ${image}`)
    this.local.add(image)
  }

  info(): Promise<EngineInfo> {
    return Promise.resolve({
      id: 'AB:CD',
      version: '28.1.0',
      apiVersion: '1.49',
      system: 'Debian',
      desktop: false,
      architecture: 'x86_64',
      memory: 8e9,
      processors: 4,
      storageDriver: 'overlay2',
      kernel: '6.1.0',
      proxy: '',
      clockAhead: 0,
    })
  }

  async runOnce(image: string, command: readonly string[]): Promise<ExecResult> {
    await this.#does(`run ${image} ${command.join(' ')}`)
    return this.#ended(command, this.cpuinfo)
  }

  async derive({ from, name, work }: Derivation): Promise<void> {
    if (!this.local.has(from)) throw new Error(`${from} is not here.`)
    await work(async (command) => {
      await this.#does(`in ${from} ${command.join(' ')}`)
      return this.#ended(command, '1.39.3\n')
    })
    await this.#does(`derive ${name}`)
    this.local.add(name)
  }

  /** Null: it is missing. */
  composeVersion: string | null = '2.40.3'

  compose(): Promise<string> {
    return this.composeVersion === null
      ? Promise.reject(
          new Failure({
            code: 'COMPOSE_MISSING',
            what: 'No Compose.',
            why: 'It is not there.',
            fix: 'Get it.',
          }),
        )
      : Promise.resolve(this.composeVersion)
  }

  foreign(): Promise<readonly ForeignObject[]> {
    return Promise.resolve(this.others)
  }

  containers(): Promise<readonly Container[]> {
    return Promise.resolve(
      [...this.running].map((service) => ({
        service,
        state: this.ending.has(service) ? 'exited' : 'running',
        health: 'healthy',
        current: !this.outdated.has(service),
        joined: true,
        exitCode: this.ending.get(service) ?? null,
        startedAt: '2026-11-23T10:00:00.000Z',
        restarts: 0,
      })),
    )
  }

  async up(services: readonly string[], log: (line: string) => void): Promise<void> {
    await this.#does(`up ${services.join(' ')}`)
    // Compose starts what they depend on, too.
    for (const service of services.flatMap((each) => [...helpersOf(each), each])) {
      this.running.add(service)
      this.outdated.delete(service)
      log(`Container realcave-${service}-1 Started`)
    }
  }

  async act(service: string, action: 'start' | 'stop' | 'restart'): Promise<void> {
    await this.#does(`${action} ${service}`)
    if (action === 'stop') this.running.delete(service)
    else this.running.add(service)
    if (service === 'bigtable') this.hasGraph = false
  }

  async exec(service: string, command: readonly string[]): Promise<ExecResult> {
    const asked = `exec ${service} ${command.join(' ')}`
    try {
      await this.#does(asked)
    } catch (error) {
      return { status: 1, output: '_read_chunk\n', errors: `Traceback\n${String(error)}` }
    }
    await this.onExec(command)
    if (command.includes('/cfg/create_dummy_graph.py')) this.hasGraph = true
    if (command[0] === 'rm') this.#remove(command.at(-1)?.replace('/srv/realcave', '') ?? '')
    // Nothing is queued, and nothing holds the lease.
    if (command[0] === 'redis-cli') return { status: 0, output: '0\n', errors: '' }
    return { status: 0, output: 'root 288230376151711745\n', errors: '' }
  }

  async *logs(): AsyncIterable<string> {
    yield '2026-11-23T10:00:13.000Z [2026-11-23 10:00:13,000: INFO/MainProcess] worker.all@0123456789ab ready.'
  }

  async putArchive(service: string, folder: string, entries: readonly ArchiveEntry[]): Promise<void> {
    await this.#does(`put ${service} ${folder}`)
    for (const { path, content } of entries)
      this.served.set(`/${path}`, Buffer.from(content).toString('latin1'))
  }

  stats(): Promise<null> {
    return Promise.resolve(null)
  }

  publishedPort(): Promise<null> {
    return Promise.resolve(null)
  }

  async *events(): AsyncIterable<void> {
    yield
  }

  async remove(volumes: boolean): Promise<void> {
    await this.#does(`remove ${volumes ? 'with volumes' : 'without volumes'}`)
    this.running.clear()
    this.hasGraph = false
  }

  /** The machine goes down and comes up again; nothing was told to start by itself. */
  reboot(): void {
    this.running.clear()
    this.hasGraph = false
    this.journal.length = 0
  }

  #remove(folder: string): void {
    for (const path of this.served.keys()) if (path.startsWith(`${folder}/`)) this.served.delete(path)
  }

  #ended(command: readonly string[], output: string): ExecResult {
    const asked = command.join(' ')
    const found = [...this.ends].find(([part]) => asked.includes(part))?.[1]
    return { status: 0, output, errors: '', ...found }
  }

  async #does(asked: string): Promise<void> {
    this.journal.push(asked)
    await pause(milliseconds)
    for (const [start, message] of this.broken) {
      if (`${asked} `.startsWith(`${start} `))
        throw new Failure({ code: 'STEP_FAILED', what: `${asked} failed.`, why: message, fix: 'Mend it.' })
    }
  }
}
