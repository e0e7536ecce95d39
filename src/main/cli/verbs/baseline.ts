import type { Baseline } from '../../../shared/domain/fleet'
import { confirm } from '../confirm'
import { follow } from '../follow'
import type { Session, Verb } from '../session'

const made = (baseline: Baseline): string =>
  `the baseline declared at ${baseline.madeAt} (tables ${baseline.tables.join(', ') || 'none'})`

export const setBaseline = async (session: Session): Verb => {
  const controller = await session.controller()
  const before = await controller.readBaseline(session.signal)
  if (before?.origin === 'declared') {
    await confirm(session, { action: 'Replace the baseline', goes: [made(before)] })
  }
  const baseline = await follow(session, () => controller.setBaseline(session.signal))
  session.output.result(
    { type: 'baseline', ...baseline },
    `The baseline is what there is now: tables ${baseline.tables.join(', ') || 'none'}; versions ${baseline.versions.join(', ') || 'none'}.`,
  )
  return undefined
}

export const clearBaseline = async (session: Session): Verb => {
  const controller = await session.controller()
  const before = await controller.readBaseline(session.signal)
  if (before?.origin === 'declared') {
    await confirm(session, { action: 'Clear the baseline', goes: [made(before)] })
    await follow(session, () => controller.clearBaseline(session.signal))
  }
  session.output.result(
    { type: 'baseline-cleared', declared: before?.origin === 'declared' },
    before?.origin === 'declared'
      ? 'The baseline is again the one that the first start made.'
      : 'No baseline was declared: there is nothing to clear.',
  )
  return undefined
}
