import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  goldenDatabase,
  isLeftover,
  isLive,
  nextDatabase,
  oldDatabase,
} from '../../../src/main/fleet/database-names'
import type { FoundDatabase } from '../../../src/main/fleet/database-copies'
import { baselineOf, manifestOf, type GoldenManifest } from '../../../src/main/fleet/golden-manifest'

const connection = {
  address: 'http://127.0.0.1:8080',
  datastack: 'fake_datastack',
  alignedVolume: 'fake_volume',
  postgres: { host: '127.0.0.1', port: 1, user: '', password: '' },
} as const

const manifest = fc
  .record({
    origin: fc.constantFrom('first' as const, 'declared' as const),
    versions: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 5 }),
    tables: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
    // No service has this name, which zod drops.
    images: fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      fc.string(),
      { maxKeys: 3 },
    ),
    port: fc.integer({ min: 1, max: 65_535 }),
  })
  .map(({ origin, versions, tables, images, port }): GoldenManifest => ({
    format: 1,
    origin,
    madeAt: '2026-11-23T01:44:35.925Z',
    make: { kind: 'practice', port, images: { ...images } },
    tables,
    versions,
    members: ['fake_volume', ...versions.map((version) => `fake_datastack__mat${String(version)}`)],
  }))

const found = ({ origin, members }: GoldenManifest, comment: string | null): readonly FoundDatabase[] =>
  members.map((member, index) => ({
    name: goldenDatabase(origin, member),
    open: false,
    comment: index === 0 ? comment : null,
  }))

test('a manifest survives its way through a comment, whatever tables and images are called', () => {
  fc.assert(
    fc.property(manifest, (made) => {
      const read = manifestOf(made.origin, 'fake_volume', found(made, JSON.stringify(made)))
      expect(read).toEqual(made)
      expect(read && baselineOf(read)).toMatchObject({ origin: made.origin, versions: made.versions })
    }),
  )
})

test('a set of which a database is missing is no set', () => {
  fc.assert(
    fc.property(manifest, fc.nat(), (made, which) => {
      const all = found(made, JSON.stringify(made))
      const missing = which % all.length
      const left = all.filter((_, index) => index !== missing)
      expect(manifestOf(made.origin, 'fake_volume', left)).toBeNull()
    }),
  )
})

test("another's comment, a damaged one, one of another format or none is no manifest", () => {
  fc.assert(
    fc.property(manifest, fc.option(fc.string()), (made, comment) => {
      expect(manifestOf(made.origin, 'fake_volume', found(made, comment))).toBeNull()
      const other = JSON.stringify({ ...made, format: 2 })
      expect(manifestOf(made.origin, 'fake_volume', found(made, other))).toBeNull()
    }),
  )
})

test('the first copies are not taken for declared ones', () => {
  fc.assert(
    fc.property(manifest, (made) => {
      const other = made.origin === 'first' ? 'declared' : 'first'
      expect(manifestOf(other, 'fake_volume', found(made, JSON.stringify(made)))).toBeNull()
    }),
  )
})

test.each([
  ['fake_volume', true],
  ['fake_datastack__mat1', true],
  ['fake_datastack__mat120', true],
  ['fake_datastack__mat', false],
  ['fake_datastack__mat1x', false],
  ['other_datastack__mat1', false],
  ['datasets', false],
  ['annotation', false],
  ['postgres', false],
  ['golden_first__fake_volume', false],
])('%s is exchanged by a clean reset: %s', (name, live) => {
  expect(isLive(connection, name)).toBe(live)
})

test('names of works in progress are ours alone, fit PostgreSQL and are never live', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (version) => {
      const live = `fake_datastack__mat${String(version)}`
      const names = [nextDatabase(live), oldDatabase(live), oldDatabase(goldenDatabase('declared', live))]
      for (const name of names) {
        expect(isLeftover(name)).toBe(true)
        expect(isLive(connection, name)).toBe(false)
        expect(Buffer.byteLength(name)).toBeLessThan(64)
      }
      expect(isLeftover(live) || isLeftover(goldenDatabase('first', live))).toBe(false)
    }),
  )
})
