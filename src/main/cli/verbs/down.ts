import { confirm } from '../confirm'
import { follow } from '../follow'
import type { Session, Verb } from '../session'

export const down = async (session: Session, volumes: boolean): Verb => {
  const controller = await session.controller()
  if (volumes) {
    const { folder } = await session.home()
    await confirm(session, {
      action: `Remove the data of the ${controller.kind} fleet`,
      goes: [
        'every annotation table, also those of your own',
        'every version',
        'the baseline, also a declared one',
        `nothing else: settings and the Python environment in ${folder} stay`,
      ],
    })
  }
  await follow(session, () => controller.down(volumes, session.signal))
  session.output.result(
    { type: 'down', volumes },
    volumes ? 'The fleet is down and its data is removed.' : 'The fleet is down. Its data stays.',
  )
  return undefined
}
