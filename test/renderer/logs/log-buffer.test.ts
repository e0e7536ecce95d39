import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyLogEvent, emptyLog, logLimit, type LogEvent } from '../../../src/renderer/logs/log-buffer'
import { fakeLine } from '../fake/fake-fleet'

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => fakeLine('mat', from + index))

const event: fc.Arbitrary<LogEvent> = fc.oneof(
  fc.nat(1500).map((count): LogEvent => ({ kind: 'lines', lines: lines(0, count) })),
  fc.constantFrom<LogEvent>({ kind: 'pause' }, { kind: 'follow' }, { kind: 'cut' }),
)

describe('the log in view', () => {
  it('is bounded, whatever a service writes and however long it is paused', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const log = events.reduce(applyLogEvent, emptyLog)
        expect(log.lines.length).toBeLessThanOrEqual(logLimit)
        expect(log.held.length).toBeLessThanOrEqual(logLimit)
        expect(log.paused || log.held.length === 0).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('stands still while paused and loses nothing of it', () => {
    const events: LogEvent[] = [
      { kind: 'lines', lines: lines(0, 3) },
      { kind: 'pause' },
      { kind: 'lines', lines: lines(3, 2) },
    ]
    const paused = events.reduce(applyLogEvent, emptyLog)
    expect(paused.lines).toHaveLength(3)
    expect(paused.held).toHaveLength(2)
    expect(applyLogEvent(paused, { kind: 'follow' }).lines.map(({ text }) => text)).toEqual(
      lines(0, 5).map(({ text }) => text),
    )
  })

  it('keeps the newest lines', () => {
    const log = applyLogEvent(emptyLog, { kind: 'lines', lines: lines(0, logLimit + 10) })
    expect(log.lines[0]?.text).toBe(fakeLine('mat', 10).text)
  })

  it('shows no line twice when a stream that was cut begins with its tail again', () => {
    const cut = [{ kind: 'lines', lines: lines(0, 3) } as const, { kind: 'cut' } as const]
    const again = [...cut, { kind: 'lines', lines: lines(0, 4) } as const]
    expect(cut.reduce(applyLogEvent, emptyLog).lines).toHaveLength(3)
    expect(again.reduce(applyLogEvent, emptyLog).lines).toHaveLength(4)
    const more = [...again, { kind: 'lines', lines: lines(4, 1) } as const]
    expect(more.reduce(applyLogEvent, emptyLog).lines).toHaveLength(5)
  })

  it('cut while it stood still, shows its last lines until it follows again', () => {
    const events: LogEvent[] = [
      { kind: 'lines', lines: lines(0, 3) },
      { kind: 'pause' },
      { kind: 'lines', lines: lines(3, 2) },
      { kind: 'cut' },
      { kind: 'lines', lines: lines(0, 6) },
    ]
    const paused = events.reduce(applyLogEvent, emptyLog)
    expect([paused.lines.length, paused.held.length]).toEqual([3, 6])
    expect(applyLogEvent(paused, { kind: 'follow' }).lines).toHaveLength(6)
  })
})
