import { expect, it } from 'vitest'
import { liveQueryAsked, liveTableAsked, liveTableCode } from '../../../src/renderer/code/moment-code'

const moment = '2026-11-23T10:18:40.123456Z'

it('the live table at a moment is asked for with its edits, to the microsecond', () => {
  expect(liveTableCode('my_cave_table', moment)).toBe(
    'client.materialize.live_live_query("my_cave_table", timestamp=datetime.datetime.fromisoformat("2026-11-23T10:18:40.123456+00:00"), allow_missing_lookups=True)',
  )
})

it('now is asked for as now', () => {
  expect(liveTableCode('my_cave_table', null)).toContain('datetime.datetime.now(datetime.timezone.utc)')
})

it('both questions name the same moment, on a line of its own', () => {
  const at = 'at = datetime.datetime.fromisoformat("2026-11-23T10:18:40.123456+00:00")'
  expect(liveQueryAsked('a "b"', moment)).toBe(
    `${at}\nclient.materialize.live_query("a \\"b\\"", timestamp=at)`,
  )
  expect(liveTableAsked('t', moment).split('\n')[0]).toBe(at)
})
