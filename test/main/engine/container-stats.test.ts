import { expect, it } from 'vitest'
import { memoryOf } from '../../../src/main/engine/container-stats'

it.each([
  ['cgroup v2', { usage: 100, stats: { inactive_file: 30 } }, 70],
  ['cgroup v1', { usage: 100, stats: { total_inactive_file: 40, cache: 90 } }, 60],
  ['no parts told', { usage: 100 }, 100],
  ['more cache than use, as between two readings', { usage: 100, stats: { inactive_file: 300 } }, 100],
  ['one that does not run', {}, null],
])('counts memory as docker stats does: %s', (_, memory_stats, expected) => {
  expect(memoryOf({ memory_stats, cpu_stats: {} })).toBe(expected)
})
