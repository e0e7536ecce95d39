import type { LogLine, ServiceName } from '../../../shared/domain/service'

/** Docker puts the time before each line: 2026-11-23T02:06:08.991123456Z. */
const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z (.*)$/s

const levels: readonly (readonly [RegExp, LogLine['level']])[] = [
  // Celery, Python's logging, PostgreSQL, nginx, uwsgi: each has its own place for it.
  [/\b(CRITICAL|FATAL|PANIC|ERROR)\b|\[(error|crit|alert|emerg)\]|"severity": ?"(error|critical)"/, 'error'],
  [/\bWARN(ING)?\b|\[warn\]|"severity": ?"warning"/, 'warning'],
  [/\bDEBUG\b|\[debug\]|"severity": ?"debug"/, 'debug'],
]

/** What every good run of the worker says at ERROR all the same (CAVE-FACTS 7). */
const falseAlarm = /Replaced by new task|Exception during reset or similar/

const levelOf = (text: string): LogLine['level'] => {
  if (falseAlarm.test(text)) return 'info'
  return levels.find(([pattern]) => pattern.test(text.slice(0, 400)))?.[1] ?? 'info'
}

/** A line of a container as the panel shows it; `now` stands in for a time that the engine did not give. */
export const containerLine = (service: ServiceName, line: string, now: () => Date): LogLine => {
  const found = stamped.exec(line)
  if (found === null) return { time: now().toISOString(), service, level: levelOf(line), text: line }
  const [, seconds = '', fraction = '', text = ''] = found
  return {
    time: `${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`,
    service,
    level: levelOf(text),
    text,
  }
}
