import { Failure } from '../../../shared/errors'
import type { Removed } from '../../api/removal'
import { hadGenuine } from '../../home/had-genuine'
import { confirm } from '../confirm'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'

const goes = ({ data, containers }: Removed, folder: string, genuine: boolean): readonly string[] => [
  ...(containers
    ? [
        'the genuine fleet in Docker: its containers, networks and volumes, every table and version in them',
        'the images that RealCAVE has downloaded, loaded or made for it, about 7 GB, unless something else uses them',
      ]
    : []),
  ...(data
    ? [
        `what RealCAVE keeps in ${folder}: every table and version of the practice fleet, lessons of your own, settings, the Python environment`,
      ]
    : []),
  ...(data && !containers && genuine
    ? [
        'the way to the genuine fleet: its tables and versions stay in Docker with 7 GB, and no RealCAVE can open or remove them any more. With --containers they go as well; Docker has to run for it',
      ]
    : []),
]

/** What an uninstaller asks the program to do before it goes. */
export const remove = async (session: Session, what: Removed): Verb => {
  if (!what.data && !what.containers)
    throw new Failure({
      code: 'BAD_INPUT',
      what: 'Nothing was named that is to be removed.',
      why: '"realcave remove" removes what it is told to, for good.',
      fix: 'Add --data, --containers, or both.',
    })
  const home = await session.home()
  await confirm(session, { action: 'Remove', goes: goes(what, home.folder, await hadGenuine(home)) })
  const core = await session.core()
  const stays = await core.remove(what, session.signal)
  const lines = stays.map((each) => `  - ${plain(each)}`)
  session.output.result(
    { type: 'removed', ...what, stays },
    ['Removed.', ...(lines.length > 0 ? ['This stays:', ...lines] : [])].join('\n'),
  )
  return undefined
}
