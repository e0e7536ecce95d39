import { expect, it } from 'vitest'
import { statusOf } from '../../../src/main/cli/exit-status'
import { errorInfo } from '../../../src/shared/errors'

const codesOf = (status: number) => errorInfo.shape.code.options.filter((code) => statusOf(code) === status)

it('tells scripts a usage mistake, an unfit machine and a failure apart; no failure ends with 0', () => {
  expect(codesOf(0)).toEqual([])
  expect(codesOf(2)).toEqual(['BAD_INPUT', 'CONFIRMATION_NEEDED', 'LESSON_INVALID', 'SET_BY_CLASSROOM'])
  expect(codesOf(3)).toEqual([
    'COMPOSE_MISSING',
    'ENGINE_DENIED',
    'ENGINE_MISSING',
    'ENGINE_REFUSED',
    'FLEET_FOREIGN',
    'FLEET_UNAVAILABLE',
    'HOME_UNUSABLE',
    'PORT_TAKEN',
  ])
})
