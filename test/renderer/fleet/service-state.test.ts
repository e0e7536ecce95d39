import { describe, expect, it } from 'vitest'
import { memoryInAll, present, restartHint, stateTone } from '../../../src/renderer/fleet/service-state'
import { fakeService } from '../fake/fake-fleet'

const service = fakeService('mat', 0)

describe('services', () => {
  it('that do not tell their memory count for nothing, and all silent is no number', () => {
    expect(
      memoryInAll([
        { ...service, memory: 10 },
        { ...service, memory: null },
        { ...service, memory: 5 },
      ]),
    ).toBe(15)
    expect(memoryInAll([{ ...service, memory: null }])).toBeNull()
  })

  it('that the practice fleet needs not are not counted as ill; of the genuine one they are missing', () => {
    const services = [service, { ...service, state: 'absent' as const }]
    expect(present(services, 'practice')).toHaveLength(1)
    expect(present(services, 'genuine')).toHaveLength(2)
  })

  it('are bad only when they should answer and do not', () => {
    expect(stateTone('unhealthy')).toBe('bad')
    expect(stateTone('stopped')).toBe('idle')
  })

  it('tell what their restart breaks where it breaks something', () => {
    expect(restartHint('bigtable')).toContain('rebuilt')
    expect(restartHint('schema')).toBe('')
  })
})
