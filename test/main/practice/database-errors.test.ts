import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isCut, isPassing, isRead } from '../../../src/main/practice/database-errors'

const refusal = (code: string, detail?: string): DatabaseError =>
  Object.assign(new DatabaseError('as PostgreSQL says it', 0, 'error'), { code, detail })

test.each(['57P03', '55000', '55006', '53300', 'ECONNREFUSED'])('%s passes by itself', (code) => {
  expect(isPassing(refusal(code))).toBe(true)
})

test('a database that was exchanged in the instant of connecting is there again at once', () => {
  expect(isPassing(refusal('3D000', 'It seems to have just been dropped or renamed.'))).toBe(true)
})

test('a database that does not exist is not waited for', () => {
  expect(isPassing(refusal('3D000'))).toBe(false)
})

test.each(['57P01', '57P02', '08006', 'ECONNRESET'])(
  '%s is a cut, after which nothing is known of the statement',
  (code) => {
    expect(isCut(refusal(code))).toBe(true)
    expect(isPassing(refusal(code))).toBe(false)
  },
)

test('only what surely changes nothing is a read', () => {
  expect(isRead('select id from rows')).toBe(true)
  expect(isRead("  SELECT pg_notify('a', 'b')")).toBe(false)
  expect(isRead("select nextval('ids')")).toBe(false)
  expect(isRead('insert into rows select 1')).toBe(false)
  expect(isRead('with gone as (delete from rows returning id) select id from gone')).toBe(false)
})
