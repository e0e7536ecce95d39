import type { Foreign } from '../../../src/shared/domain/foreign'
import type { Place } from '../../../src/shared/domain/place'

const byHand = (project: string): Foreign['objects'] => [
  ...['postgres', 'redis', 'gateway'].map((service) => ({
    kind: 'container' as const,
    name: `${project}-${service}-1`,
    origin: '/home/anna/realcave/compose.yaml',
    running: service !== 'redis',
  })),
  { kind: 'volume', name: `${project}_postgres`, origin: null, running: false },
  { kind: 'network', name: `${project}_default`, origin: null, running: false },
]

/** A home's place, and others that have its project name where asked for. */
export class FakePlace {
  place: Place = { port: 8080, project: 'realcave' }
  readonly stopped: string[] = []
  readonly #project: string | null

  constructor(foreign = false) {
    this.#project = foreign ? this.place.project : null
  }

  read(): Place & { free: number } {
    return { ...this.place, free: this.place.port + 1 }
  }

  choose(place: Place): void {
    this.place = place
  }

  foreign(): Foreign {
    const { port, project } = this.place
    const objects = this.#project === project ? byHand(project) : []
    return {
      project,
      objects: objects.map((each) => ({
        ...each,
        running: each.running && !this.stopped.includes(each.name),
      })),
      ports: objects.length > 0 ? [8080] : [],
      free: { project: `${project}-2`, port: objects.length > 0 ? 8081 : port },
    }
  }

  stop(containers: readonly string[]): { stopped: string[] } {
    this.stopped.push(...containers)
    return { stopped: [...containers] }
  }
}
