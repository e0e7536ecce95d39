import { bundleOf } from '../../kit/use-kit'
import { kitInUse, type KitInUse } from '../../kit/kit-in-use'
import { pythonOfKit } from '../../kit/kit-python-part'
import { createEnvironment, environmentFolder } from '../../terminal/environment'
import { passed, skipped, warning, type Preflight, type Verdict } from '../preflight'

interface Looked extends KitInUse {
  /** Whether the terminal's Python is made. */
  readonly python: boolean
  /** Whether the kit brings one for this machine; unknown while it is out of reach. */
  readonly brings: boolean
}

const named = ({ classroom }: KitInUse): string =>
  classroom.settings.title === undefined
    ? `The kit in ${classroom.folder}`
    : `The kit “${classroom.settings.title}” in ${classroom.folder}`

export const judgeKit = (looked: Looked | null): Verdict => {
  if (looked === null) return skipped('This machine was not set up from a classroom’s kit.')
  const { classroom, kit, python, brings } = looked
  const what = `${named(looked)}, made ${classroom.made.slice(0, 10)}`
  if (kit === null) {
    const kept = `${what}, is out of reach; its settings and lessons hold.`
    return python
      ? passed(`${kept} Python is made, so the kit is not needed for it.`)
      : warning(
          kept,
          'Its Python and images cannot be taken: the stick was pulled out, the share is not there, or another kit is in its place.',
          `Bring it back to ${classroom.folder}, or use it from where it is now: "realcave kit use FOLDER".`,
        )
  }
  const parts = [
    ...(brings ? ['Python'] : []),
    ...(bundleOf(kit) === null ? [] : ['images of the genuine fleet']),
  ]
  return passed(`${what}, is at hand${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`)
}

export const kit: Preflight = {
  id: 'kit',
  title: 'Classroom kit',
  async look({ home, resources }, signal) {
    const used = await kitInUse(home.folder)
    if (used === null) return judgeKit(null)
    const folder = environmentFolder(home.folder, process.env)
    let python = false
    for await (const { state } of createEnvironment({ folder, resources }).watch(signal)) {
      python = state === 'ready'
      break
    }
    const brings = used.kit !== null && (await pythonOfKit(used.kit, resources)) !== null
    return judgeKit({ ...used, python, brings })
  },
}
