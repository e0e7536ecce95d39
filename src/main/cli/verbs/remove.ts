import { Failure } from '../../../shared/errors'
import type { Removed } from '../../api/removal'
import { confirm } from '../confirm'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'

const goes = ({ data, containers }: Removed, folder: string): readonly string[] => [
  ...(containers
    ? [
        'the genuine fleet in Docker: its containers, networks and volumes, every table and version in them',
        'its images, about 7 GB, unless something else uses them',
      ]
    : []),
  ...(data
    ? [
        `what RealCAVE keeps in ${folder}: every table and version of the practice fleet, lessons of your own, settings, the Python environment`,
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
  const { folder } = await session.home()
  await confirm(session, { action: 'Remove', goes: goes(what, folder) })
  const core = await session.core()
  const stays = await core.remove(what, session.signal)
  const lines = stays.map((each) => `  - ${plain(each)}`)
  session.output.result(
    { type: 'removed', ...what, stays },
    [
      'Removed.',
      ...(lines.length > 0 ? ['This stays, for it is of others or they use it:', ...lines] : []),
    ].join('\n'),
  )
  return undefined
}
