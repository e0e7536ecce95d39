import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { ask, carryOut } from './ask'
import type { Derivation } from './engine'
import { execIn } from './exec'
import { parseImage } from './image-name'

/** Tells what a container is for that a killed panel could leave behind. */
const madeLabel = 'realcave.makes'

const command = z.array(z.string()).nullish()
const image = z.object({ Config: z.object({ User: z.string(), Entrypoint: command, Cmd: command }) })
const listed = z.array(z.object({ Id: z.string() }))

/** Long enough for every program that is run in it; one that is left behind ends by itself. */
const idle = ['sleep', '3600']

const removeLeftBehind = async (docker: Docker, name: string): Promise<void> => {
  const filters = { label: [`${madeLabel}=${name}`] }
  for (const { Id } of listed.parse(await docker.listContainers({ all: true, filters })))
    await unlessAlready('gone', docker.getContainer(Id).remove({ force: true, v: true }))
}

type Base = z.infer<typeof image>['Config']

/** Stands in the place of the base's own; one that is not there cannot be put back, since an empty one counts as none given. */
const idleAs = ({ Entrypoint }: Base): { readonly Entrypoint?: string[]; readonly Cmd: string[] } =>
  Entrypoint?.length ? { Entrypoint: [...idle], Cmd: [] } : { Cmd: [...idle] }

/** As in a Dockerfile: what it starts is put back. */
const changes = (base: Base, labels: Readonly<Record<string, string>>): readonly string[] => [
  `USER ${base.User || '0'}`,
  ...(base.Entrypoint?.length ? [`ENTRYPOINT ${JSON.stringify(base.Entrypoint)}`] : []),
  ...(base.Cmd?.length ? [`CMD ${JSON.stringify(base.Cmd)}`] : []),
  ...Object.entries(labels).map(([name, value]) => `LABEL ${JSON.stringify(name)}=${JSON.stringify(value)}`),
]

/**
 * Makes an image by running programs in a container of another and keeping what they changed. Not by the engine's builder: the
 * old one mistakes the platform of an emulated image (moby 47823), the new one wants a session that its command alone can hold.
 */
export const deriveImage = async (
  docker: Docker,
  { from, name, labels, environment, work }: Derivation,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  const what = `The image ${name} could not be made.`
  const { Config: base } = image.parse(await ask(what, signal, () => docker.getImage(from).inspect()))
  await ask(what, signal, () => removeLeftBehind(docker, name))
  const container = await ask(what, signal, () =>
    docker.createContainer({
      Image: from,
      ...idleAs(base),
      User: '0',
      Labels: { ...labels, [madeLabel]: name },
    }),
  )
  try {
    await ask(what, signal, () => container.start())
    await work((program) => execIn(docker, container.id, program, log, signal, environment))
    const { repository, tag } = parseImage(name)
    await carryOut(what, signal, () =>
      container.commit({ repo: repository, tag: tag ?? 'latest', changes: [...changes(base, labels)] }),
    )
  } finally {
    // Not under the signal: whoever cancels must not leave a container behind.
    await unlessAlready('gone', container.remove({ force: true, v: true }))
  }
}
