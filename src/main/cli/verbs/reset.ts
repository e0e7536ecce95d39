import type { ResetPlan } from '../../../shared/domain/fleet'
import { confirm } from '../confirm'
import { follow } from '../follow'
import type { Session, Verb } from '../session'

const rows = (count: number): string => `${count} row${count === 1 ? '' : 's'}`

const fates = {
  removed: (name: string, count: number) => `table ${name} with ${rows(count)}`,
  restored: (name: string, count: number) => `what was changed in table ${name} (now ${rows(count)})`,
} as const

const goes = (plan: ResetPlan): readonly string[] => [
  ...plan.tables.flatMap((table) =>
    table.fate === 'kept' ? [] : [fates[table.fate](table.name, table.rows)],
  ),
  ...(plan.versions.length === 0
    ? []
    : [`version${plan.versions.length === 1 ? '' : 's'} ${plan.versions.join(', ')}`]),
]

export const reset = async (session: Session, clean: boolean): Verb => {
  const core = await session.core()
  const controller = await core.controller()
  // PostgreSQL may have to be started first, which is shown.
  const plan = await follow(session, () => controller.resetPlan(clean, session.signal))
  session.output.event({ type: 'plan', ...plan })
  session.output.note(plan.result)
  await confirm(session, {
    action: clean ? 'Reset everything to the baseline' : 'Reset the live table',
    goes: goes(plan),
  })
  const { versions } = await follow(session, () => core.reset(clean, session.signal))
  session.output.result(
    { type: 'reset', clean, versions },
    `Done. Versions now: ${versions.length === 0 ? 'none' : versions.join(', ')}.`,
  )
  return undefined
}
