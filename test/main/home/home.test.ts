import { chmod, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openHome } from '../../../src/main/home/home'
import type { ErrorInfo } from '../../../src/shared/errors'
import { temporaryFolder, temporaryHome } from './temporary-home'

const quiet = (warning: ErrorInfo): never => {
  throw new Error(`unexpected warning: ${warning.what}`)
}

describe('a new home', () => {
  it('is made with all folders above it, for this user alone', async () => {
    const folder = path.join(await temporaryFolder(), 'deep', 'below')
    const home = await openHome({ folder, warn: quiet })
    const mode = (await stat(folder)).mode & 0o777
    expect(mode).toBe(0o700)
    expect((await stat(home.path('home.json'))).mode & 0o777).toBe(0o600)
  })

  it('starts with the usual port and project, no fleet, and an id', async () => {
    const { home } = await temporaryHome()
    expect(home.settings).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      port: 8080,
      project: 'realcave',
      fleet: null,
      because: null,
      welcomed: false,
      kitLeft: false,
      panelPort: null,
      leaving: 'ask',
      closing: 'quit',
      newVersions: true,
    })
  })

  it('leaves the mode of a folder that was there before', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o755)
    await openHome({ folder, warn: quiet })
    expect((await stat(folder)).mode & 0o777).toBe(0o755)
  })

  it('has one id, however many open it at once', async () => {
    const folder = path.join(await temporaryFolder(), 'home')
    const homes = await Promise.all(Array.from({ length: 20 }, () => openHome({ folder, warn: quiet })))
    expect(new Set(homes.map((home) => home.settings.id)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['home.json'])
  })
})

describe('changed settings', () => {
  it('are there when the home is opened again, under the same id', async () => {
    const { home } = await temporaryHome()
    const changed = await home.change({ port: 18200, fleet: 'practice' })
    const again = await openHome({ folder: home.folder, warn: quiet })
    expect(changed.settings).toEqual({ ...home.settings, port: 18200, fleet: 'practice' })
    expect(again.settings).toEqual(changed.settings)
  })

  it('keep what another process changed meanwhile', async () => {
    const { home } = await temporaryHome()
    const other = await openHome({ folder: home.folder, warn: quiet })
    await other.change({ port: 18201 })
    expect((await home.change({ project: 'mine' })).settings).toMatchObject({ port: 18201, project: 'mine' })
  })

  it('are refused when they make no sense, and nothing is written', async () => {
    const { home } = await temporaryHome()
    const before = await readFile(home.path('home.json'), 'utf8')
    await expect(home.change({ port: 70_000 })).rejects.toThrow(/65535/)
    expect(await readFile(home.path('home.json'), 'utf8')).toBe(before)
  })
})

describe('a corrupt home.json', () => {
  const corruptions: readonly (readonly [string, (text: string) => string])[] = [
    ['empty', () => ''],
    ['cut in the middle', (text) => text.slice(0, 60)],
    ['zeros, as after a power loss', (text) => '\0'.repeat(text.length)],
    ['a port out of range', (text) => text.replace('8080', '-1')],
    ['not an object', () => '[]'],
  ]

  it.each(corruptions)('%s: is set aside with a warning, and the home goes on', async (_, corrupt) => {
    const { home } = await temporaryHome()
    await writeFile(home.path('lesson.txt'), 'mine')
    const broken = corrupt(await readFile(home.path('home.json'), 'utf8'))
    await writeFile(home.path('home.json'), broken)

    const warnings: ErrorInfo[] = []
    const again = await openHome({ folder: home.folder, warn: (warning) => warnings.push(warning) })

    const kept = (await readdir(home.folder)).find((name) => name.startsWith('home.json.corrupt-'))
    expect(kept).toBeDefined()
    expect(await readFile(home.path(kept ?? ''), 'utf8')).toBe(broken)
    expect(again.settings).toMatchObject({ port: 8080, project: 'realcave', fleet: null })
    expect(await readFile(home.path('lesson.txt'), 'utf8')).toBe('mine')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.code).toBe('HOME_CORRUPT')
    expect(warnings[0]?.what).toContain(home.path('home.json'))
    expect(warnings[0]?.fix).toContain(kept)
  })

  it('that still tells the id keeps it: containers carry it', async () => {
    const { home } = await temporaryHome()
    const text = await readFile(home.path('home.json'), 'utf8')
    await writeFile(home.path('home.json'), text.replace('8080', 'what?'))
    const again = await openHome({ folder: home.folder, warn: () => undefined })
    expect(again.settings.id).toBe(home.settings.id)
  })

  it('says in the warning what is wrong with it', async () => {
    const { home } = await temporaryHome()
    await writeFile(home.path('home.json'), JSON.stringify({ ...home.settings, port: 'many' }))
    const warnings: ErrorInfo[] = []
    await openHome({ folder: home.folder, warn: (warning) => warnings.push(warning) })
    expect(warnings[0]?.why).toMatch(/expected number.*port/)
  })
})

describe('a home that cannot be used', () => {
  const refusal = (folder: string) =>
    openHome({ folder, warn: quiet }).then(
      () => undefined,
      (error: unknown) => error,
    )

  it('because a file stands in its place: says so and names the path', async () => {
    const folder = path.join(await temporaryFolder(), 'file')
    await writeFile(folder, '')
    expect(await refusal(folder)).toMatchObject({
      info: {
        code: 'HOME_UNUSABLE',
        what: expect.stringContaining(folder),
        fix: expect.stringContaining('--home'),
      },
    })
  })

  it('because a part of the path is a file', async () => {
    const file = path.join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    expect(await refusal(path.join(file, 'home'))).toMatchObject({
      info: { code: 'HOME_UNUSABLE', why: 'A part of the path is no folder.' },
    })
  })

  it('because home.json is a folder: nothing is touched', async () => {
    const folder = await temporaryFolder()
    await mkdir(path.join(folder, 'home.json'))
    expect(await refusal(folder)).toMatchObject({ info: { code: 'HOME_UNUSABLE' } })
    expect(await readdir(folder)).toEqual(['home.json'])
  })

  it.runIf(process.platform === 'linux')('because the volume takes no files', async () => {
    expect(await refusal('/proc/realcave')).toMatchObject({
      info: { code: 'HOME_UNUSABLE', what: expect.stringContaining('/proc/realcave') },
    })
  })
})
