import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLife } from '../../../src/main/api/life'
import { openTroubles } from '../../../src/main/api/troubles'
import { removeClassroom, writeClassroom } from '../../../src/main/home/classroom-file'
import { openHome, type Home } from '../../../src/main/home/home'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

describe('life in the system', () => {
  let home: Home
  let remove: () => Promise<void>
  let manifest: string
  beforeEach(async () => {
    const place = await temporaryFolder('life')
    ;({ remove } = place)
    home = await openHome({ folder: place.folder, warn: () => undefined })
    manifest = join(place.folder, 'package.json')
    await writeFile(manifest, '{"repository":"someone/panel"}')
  })
  afterEach(() => remove())
  const open = (file: string | undefined = manifest) =>
    openLife({ home: () => home, version: '0.1.0', manifest: file })

  it('begins with a question when the program is left, and windows that end it', async () => {
    expect(await open().read()).toEqual({
      leaving: 'ask',
      closing: 'quit',
      newVersions: true,
      releases: 'https://github.com/someone/panel/releases',
    })
  })

  it('remembers what is chosen, the rest as it is', async () => {
    await open().choose({ leaving: 'stop' })
    await open().choose({ newVersions: false })
    expect(await open().read()).toMatchObject({ leaving: 'stop', closing: 'quit', newVersions: false })
  })

  /** Known already: a look tells it without asking anybody. */
  const knowNewer = async (): Promise<void> => {
    const known = {
      at: Date.now(),
      api: 'https://api.github.com/repos/someone/panel/releases/latest',
      tag: 'v9.0.0',
    }
    await writeFile(home.path('newer-version.json'), JSON.stringify(known))
    expect(await open().newer(never)).toMatchObject({ version: '9.0.0' })
  }

  it('looks for no newer version where that is switched off', async () => {
    await knowNewer()
    await open().choose({ newVersions: false })
    expect(await open().newer(never)).toBeNull()
  })

  it('looks for none while a classroom has set so; what the user chose holds again behind it', async () => {
    await knowNewer()
    await writeClassroom(home.folder, {
      kit: 'a'.repeat(64),
      folder: '/stick/kit',
      made: '2026-11-01T08:00:00Z',
      settings: { updates: 'off' },
    })
    expect(await open().newer(never)).toBeNull()
    await removeClassroom(home.folder)
    expect(await open().newer(never)).toMatchObject({ version: '9.0.0' })
  })

  it('knows no place of versions where the program names none, and then asks nobody', async () => {
    await writeFile(manifest, '{}')
    expect(await open().read()).toMatchObject({ releases: null })
    expect(await open().newer(never)).toBeNull()
  })
})

describe('troubles of the program', () => {
  const info = { code: 'PANEL_FAILED', what: 'A.', why: 'B.', fix: 'C.' } as const

  it('are told whole at first, then with each new one', async () => {
    const troubles = openTroubles()
    troubles.add(info)
    const ended = new AbortController()
    const seen: number[][] = []
    for await (const all of troubles.watch(ended.signal)) {
      seen.push(all.map(({ id }) => id))
      if (seen.length === 1) troubles.add(info)
      else break
    }
    expect(seen).toEqual([[1], [1, 2]])
  })

  it('are the newest twenty', async () => {
    const troubles = openTroubles()
    for (let count = 0; count < 25; count += 1) troubles.add(info)
    const first = await troubles.watch(never)[Symbol.asyncIterator]().next()
    const ids = (first.done === true ? [] : first.value).map(({ id }) => id)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([20, 6, 25])
  })
})
