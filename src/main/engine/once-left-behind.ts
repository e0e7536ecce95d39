import type Docker from 'dockerode'
import { z } from 'zod'
import { ownIdentity, processRuns } from '../home/process-identity'
import { unlessAlready } from './already'
import { homeLabel } from './compose-model'

/** By which process a container is used that is there for one program. */
const onceLabel = 'realcave.once'
/** What earlier builds gave it as a value: those tell neither a home nor a process. */
const ofEarlierBuild = 'true'

const listed = z.array(
  z.object({ Id: z.string(), State: z.string(), Labels: z.record(z.string(), z.string()) }),
)
type Listed = z.infer<typeof listed>[number]

export const onceLabels = async (home: string): Promise<Readonly<Record<string, string>>> => ({
  [homeLabel]: home,
  [onceLabel]: `${String(process.pid)} ${(await ownIdentity()) ?? ''}`.trim(),
})

const isLeftBehind = async ({ State, Labels }: Listed, home: string): Promise<boolean> => {
  const user = Labels[onceLabel] ?? ''
  if (user === ofEarlierBuild && Labels[homeLabel] === undefined) return State !== 'running'
  if (Labels[homeLabel] !== home) return false
  const [, pid = '0', identity = ''] = /^(\d+) ?(.*)$/.exec(user) ?? []
  return !(await processRuns(Number(pid), identity === '' ? null : identity))
}

/** Removes those of this home whose process was killed before it could. One that is in use is left alone, whichever process uses it. */
export const removeOnceLeftBehind = async (docker: Docker, home: string): Promise<void> => {
  const filters = { label: [onceLabel] }
  for (const each of listed.parse(await docker.listContainers({ all: true, filters })))
    if (await isLeftBehind(each, home))
      await unlessAlready('gone', docker.getContainer(each.Id).remove({ force: true, v: true }))
}
