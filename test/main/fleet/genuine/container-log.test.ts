import { expect, test } from 'vitest'
import { containerLine } from '../../../../src/main/fleet/genuine/container-log'

const now = () => new Date('2026-11-23T10:00:00.000Z')
const level = (text: string) => containerLine('mat', text, now).level

test('the engine’s time stands beside the line, in milliseconds', () => {
  expect(containerLine('redis', '2026-11-23T02:06:08.991123456Z Ready to accept connections', now)).toEqual({
    time: '2026-11-23T02:06:08.991Z',
    service: 'redis',
    level: 'info',
    text: 'Ready to accept connections',
  })
})

test.each(['2026-11-23T02:06:08Z x', '2026-11-23T02:06:08.5Z x'])('%s has a time, too', (line) => {
  const { time, text } = containerLine('pcg', line, now)
  expect(Number.isNaN(Date.parse(time))).toBe(false)
  expect(text).toBe('x')
})

test('a line without a time is told as of now, and keeps all of its text', () => {
  expect(containerLine('info', 'no time here', now)).toMatchObject({
    time: now().toISOString(),
    text: 'no time here',
  })
})

test.each([
  ['[2026-11-23 02:06:08,991: ERROR/ForkPoolWorker-1] Task raised unexpected: HTTPError', 'error'],
  ['2026/11/26 14:01:05 [error] 29#29: *4 connect() failed', 'error'],
  ['2026-11-26 14:01:14.610 UTC [46] FATAL:  database "x" does not exist', 'error'],
  ['[2026-11-23 02:06:08,991: WARNING/MainProcess] No hostname was supplied', 'warning'],
  ['{"source": "uWSGI", "severity": "debug", "message": "x"}', 'debug'],
  ['spawned uWSGI worker 1 (pid: 13, cores: 1)', 'info'],
])('%s: %s', (text, expected) => {
  expect(level(text)).toBe(expected)
})

test('what every good workflow says at ERROR is no error', () => {
  expect(
    level('[..: ERROR/ForkPoolWorker-1] workflow:add_indices[1]: Failed to prepare: Replaced by new task'),
  ).toBe('info')
})
