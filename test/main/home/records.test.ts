import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openRecords } from '../../../src/main/home/records'
import type { ErrorInfo } from '../../../src/shared/errors'
import { temporaryHome } from './temporary-home'

const record = {
  graph: { attempts: 2, state: 'acting', since: '2026-11-23T10:00:00.000Z', error: null },
} as const

const open = async () => {
  const { home } = await temporaryHome()
  const warnings: ErrorInfo[] = []
  return { home, warnings, store: openRecords(home, 'practice', (warning) => warnings.push(warning)) }
}

describe('records of a bootstrap', () => {
  it('are empty at first', async () => {
    const { store, warnings } = await open()
    expect(await store.load()).toEqual({})
    expect(warnings).toEqual([])
  })

  it('are found again, each kind of fleet its own', async () => {
    const { home, store } = await open()
    await store.save(record)
    expect(await openRecords(home, 'practice', () => undefined).load()).toEqual(record)
    expect(await openRecords(home, 'genuine', () => undefined).load()).toEqual({})
  })

  it('that make no sense are set aside with a warning and start empty', async () => {
    const { home, store, warnings } = await open()
    await store.save(record)
    const file = home.path('records', 'practice.json')
    await writeFile(file, '{"graph":{"attempts":"many"}}')

    expect(await store.load()).toEqual({})

    const kept = (await readdir(home.path('records'))).filter((name) => name.includes('.corrupt-'))
    expect(kept).toHaveLength(1)
    expect(await readFile(home.path('records', kept[0] ?? ''), 'utf8')).toContain('many')
    expect(warnings).toMatchObject([{ code: 'HOME_CORRUPT', what: expect.stringContaining(file) }])
    await store.save(record)
    expect(await store.load()).toEqual(record)
  })

  it('that cannot be written say where', async () => {
    const { home, store } = await open()
    await writeFile(home.path('records'), 'in the way')
    await expect(store.save(record)).rejects.toMatchObject({ info: { code: 'HOME_UNUSABLE' } })
    await rm(home.path('records'))
    await mkdir(home.path('records', 'practice.json'), { recursive: true })
    await expect(store.load()).rejects.toMatchObject({
      info: { code: 'HOME_UNUSABLE', what: expect.stringContaining('practice.json') },
    })
  })
})
