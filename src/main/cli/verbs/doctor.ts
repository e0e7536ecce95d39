import type { Check } from '../../../shared/domain/doctor'
import { exitStatus } from '../exit-status'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'

const marks = { passed: '✓', warning: '!', failed: '✗', skipped: '-' } as const

const text = (check: Check): string =>
  [
    `${marks[check.state]} ${check.title}: ${check.what}`,
    ...(check.state === 'warning' || check.state === 'failed'
      ? [`    Why: ${check.why}`, `    Fix: ${check.fix}`]
      : []),
  ]
    .map(plain)
    .join('\n')

export const doctor = async (session: Session): Verb => {
  const checks = await (await (await session.core()).panel())['doctor.run'](undefined, session.signal)
  for (const check of checks) session.output.result({ type: 'check', ...check }, text(check))
  const failed = checks.filter((check) => check.state === 'failed').length
  const warnings = checks.filter((check) => check.state === 'warning').length
  session.output.note(
    failed + warnings === 0
      ? 'This machine is fit.'
      : `${failed} failed, ${warnings} warning${warnings === 1 ? '' : 's'}.`,
  )
  return failed === 0 ? exitStatus.done : exitStatus.preflight
}
