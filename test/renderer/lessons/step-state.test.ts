import { describe, expect, test } from 'vitest'
import type { LessonStepReport } from '../../../src/shared/domain/lesson'
import { actState, firstMissing, progressOf, stateOf } from '../../../src/renderer/lessons/step-state'
import { fakeLesson } from '../fake/fake-lessons'

const report = (passed: boolean, acts: readonly boolean[] = []): LessonStepReport => ({
  title: '',
  passed,
  output: '',
  stopped: null,
  acts: acts.map((ok) => ({ ok, elapsed: 1 })),
  checks: [],
})

describe('the state of a step', () => {
  const progress = { key: 'proof', running: 2, steps: [report(true), report(false), report(true), null] }
  test.each(['passed', 'failed', 'running', 'waiting'])('%#: %s', (state) => {
    const index = ['passed', 'failed', 'running', 'waiting'].indexOf(state)
    expect(stateOf(progress, index)).toBe(state)
  })
})

test('progress of another lesson, or of the file before it was changed, says nothing of this one', () => {
  const steps = [report(true), report(true)]
  expect(progressOf({ key: 'proof', running: null, steps }, 'proof', fakeLesson).steps).toEqual(steps)
  expect(progressOf({ key: 'heal', running: 1, steps }, 'proof', fakeLesson)).toEqual({
    key: 'proof',
    running: null,
    steps: [null, null],
  })
  expect(progressOf({ key: 'proof', running: 0, steps: [null] }, 'proof', fakeLesson).steps).toHaveLength(2)
})

test('the first step before one that was not run', () => {
  const progress = { key: 'proof', running: null, steps: [report(true), null, null] }
  expect([0, 1, 2].map((index) => firstMissing(progress, index))).toEqual([null, null, 1])
})

test('commands: done, failed, running, to come', () => {
  const half = report(false, [true, false])
  expect([0, 1, 2].map((place) => actState(half, place, true))).toEqual(['passed', 'failed', 'running'])
  expect(actState(half, 2, false)).toBe('waiting')
  expect(actState(null, 0, true)).toBe('running')
  expect(actState(null, 1, true)).toBe('waiting')
})
