import { expect, test } from 'vitest'
import { explainAs } from '../../../../src/main/fleet/steps/step-parts'
import { Failure } from '../../../../src/shared/errors'

const explain = explainAs('The databases were not made.', 'Look at the log of postgres, then retry.')

test('what nobody foresaw is told with the step’s own way on; what was, in its own words', () => {
  expect(explain(new Error('odd'))).toEqual({
    code: 'STEP_FAILED',
    what: 'The databases were not made.',
    why: 'odd',
    fix: 'Look at the log of postgres, then retry.',
  })
  const info = { code: 'FLEET_DOWN', what: 'w', why: 'y', fix: 'f' } as const
  expect(explain(new Failure(info))).toEqual(info)
})

test('a full disk wants room, not a look at a log: by PostgreSQL’s number, and by its words', () => {
  const numbered = Object.assign(new Error('could not extend file "base/1"'), { code: '53100' })
  for (const error of [numbered, new Error('could not write file: No space left on device')])
    expect(explain(error)).toMatchObject({
      code: 'DISK_FULL',
      fix: 'Free some space on the disk that holds the fleet, then try again.',
    })
})
