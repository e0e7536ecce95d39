import { describe, expect, it } from 'vitest'
import { memoryInAll, present, restartHint, stateTone } from '../../../src/renderer/fleet/service-state'
import { fakeService } from '../fake/fake-fleet'

const service = fakeService('mat', 0)

describe('services', () => {
  it('that do not tell their memory count for nothing, and all silent is no number', () => {
    expect(
      memoryInAll(
        [
          { ...service, memory: 10 },
          { ...service, memory: null },
          { ...service, memory: 5 },
        ],
        'practice',
      ),
    ).toBe(15)
    expect(memoryInAll([{ ...service, memory: null }], 'practice')).toBeNull()
  })

  it('of the genuine fleet are not summed up before every one that runs has told its memory', () => {
    const some = [
      { ...service, memory: 10 },
      { ...service, state: 'healthy' as const, memory: null },
    ]
    expect(memoryInAll(some, 'genuine')).toBeNull()
    const stopped = { ...service, state: 'stopped' as const, memory: null }
    expect(memoryInAll([{ ...service, memory: 10 }, stopped], 'genuine')).toBe(10)
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
