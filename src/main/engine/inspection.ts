import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { Remembered } from './remembered'

const listed = z.array(
  z.object({
    Id: z.string(),
    Names: z.array(z.string()),
    Created: z.number(),
    Labels: z.record(z.string(), z.string()),
    Ports: z.array(
      z.object({ PrivatePort: z.number(), PublicPort: z.number().optional(), Type: z.string() }),
    ),
    State: z.string(),
    /** "Up 3 minutes (healthy)", "Exited (0) 5 seconds ago". */
    Status: z.string(),
  }),
)
/** What one question tells of a container. */
export type Listed = z.infer<typeof listed>[number]

const inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  Image: z.string(),
  Created: z.string(),
  RestartCount: z.number(),
  Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()) }),
  HostConfig: z.object({ NetworkMode: z.string() }),
  State: z.object({
    Status: z.enum(['created', 'running', 'paused', 'restarting', 'exited', 'dead']).catch('dead'),
    ExitCode: z.number(),
    StartedAt: z.string(),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
})
export type Inspected = z.infer<typeof inspected>

const imageId = z.object({ Id: z.string() })

export interface Inspections {
  readonly containers: readonly Inspected[]
  /** Ids of images by tag, as the tags name them; null where there is no such image. */
  readonly images: ReadonlyMap<string, string | null>
}

/** What the engine tells of containers with some labels, and of images, asked as seldom as it can be. */
export interface Inspection {
  list(labels: readonly string[], signal: AbortSignal): Promise<readonly Listed[]>
  look(labels: readonly string[], tags: readonly string[], signal: AbortSignal): Promise<Inspections>
  /** Something may have changed that the list does not tell of. */
  renew(): void
}

/**
 * A container that the list describes as before is as before: had it begun anew, its time would be told in seconds. While it is told
 * so, nothing is known of it.
 */
const signOf = ({ Names, State, Status }: Listed): string | null =>
  /minute|hour|day|week|month|year/.test(Status) ? `${Names.join()} ${State} ${Status}` : null

export const openInspection = (docker: Docker): Inspection => {
  const containers = new Remembered<Inspected | undefined>()
  const images = new Remembered<string | null>()

  const list: Inspection['list'] = async (labels, abortSignal) =>
    listed.parse(await docker.listContainers({ all: true, filters: { label: [...labels] }, abortSignal }))
  const inspect = async (id: string, abortSignal: AbortSignal): Promise<Inspected | undefined> => {
    const found = await unlessAlready('gone', docker.getContainer(id).inspect({ abortSignal }))
    return found === undefined ? undefined : inspected.parse(found)
  }
  const idOf = async (tag: string): Promise<string | null> => {
    const found = await unlessAlready('gone', docker.getImage(tag).inspect())
    return found === undefined ? null : imageId.parse(found).Id
  }
  return {
    list,
    look: async (labels, tags, signal) => {
      // First, since it can be taken back: of an engine that hangs nothing else is asked.
      const listed = await list(labels, signal)
      const [found, ids] = await Promise.all([
        // One by one: the list alone tells neither when each began nor how often.
        Promise.all(
          listed.map((each) => containers.get(each.Id, signOf(each), () => inspect(each.Id, signal))),
        ),
        Promise.all(tags.map(async (tag) => [tag, await images.get(tag, tag, () => idOf(tag))] as const)),
      ])
      return { containers: found.filter((each) => each !== undefined), images: new Map(ids) }
    },
    renew: () => {
      containers.forget()
      images.forget()
    },
  }
}
