import { describe, expect, it } from 'vitest'
import { stepState } from '../../../src/shared/domain/step'
import { isRunning, stepTone, summarise, unmetNeeds } from '../../../src/renderer/fleet/step-state'
import { doneSteps, fakeStatus } from '../fake/fake-fleet'

const [step] = doneSteps
if (step === undefined) throw new Error('The fake has no steps.')

describe('the steps', () => {
  it('have a tone each, and run in three states', () => {
    const running = stepState.options.filter((state) => isRunning({ ...step, state }))
    expect(running).toEqual(['probing', 'acting', 'verifying'])
    expect(stepTone({ ...step, state: 'failed' })).toBe('bad')
    expect(stepTone({ ...step, state: 'blocked' })).toBe('off')
  })

  it('take from the first start to the last end: side by side is not added up', () => {
    const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000).toISOString()
    const steps = [
      { ...step, startedAt: at(0), elapsed: 2000 },
      { ...step, startedAt: at(1), elapsed: 4000 },
      { ...step, startedAt: at(1), elapsed: 500 },
    ]
    expect(summarise(steps)).toMatchObject({ done: 3, all: 3, allDone: true, elapsed: 5000 })
  })

  it('took no time when nothing has run, and none is not all', () => {
    expect(summarise([])).toMatchObject({ allDone: false, already: false, elapsed: 0 })
    expect(summarise([{ ...step, startedAt: null, elapsed: null }]).elapsed).toBe(0)
  })

  it('that had nothing to do are told apart from those that did something', () => {
    const held = doneSteps.map((view) => ({ ...view, already: true }))
    expect(summarise(held).already).toBe(true)
    expect(summarise([...held.slice(1), step]).already).toBe(false)
  })

  it('tell a failure and what goes on beside it', () => {
    expect(summarise(fakeStatus('failed').steps)).toMatchObject({ failed: true, allDone: false })
    expect(summarise(fakeStatus('starting').steps)).toMatchObject({ running: true, failed: false, done: 3 })
  })

  it('wait by name for what is not done yet', () => {
    const { steps } = fakeStatus('starting')
    const version = steps.find(({ id }) => id === 'version')
    expect(version && unmetNeeds(version, steps)).toEqual(['Dummy graph', 'Demo table'])
    expect(unmetNeeds(step, steps)).toEqual([])
  })
})
