import { strFromU8, unzipSync } from 'fflate'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'
import { run } from './run-verb'

let place: { readonly folder: string; readonly remove: () => Promise<void> }
let home: string
let file: string
beforeEach(async () => {
  place = await temporaryFolder('diagnostics')
  home = join(place.folder, 'home')
  file = join(place.folder, 'bundle.zip')
  await mkdir(home)
  await writeFile(join(home, 'home.json'), '{"port": 18310}')
})
afterEach(() => place.remove())

const paths = async (): Promise<readonly string[]> => Object.keys(unzipSync(await readFile(file)))

describe('diagnostics', () => {
  it('saves a bundle, and tells what is in it before anyone sends it', async () => {
    const { status, err, out } = await run(['diagnostics', file, '--yes'], {}, { folder: home })
    expect(status).toBe(0)
    expect(out).toBe(`Saved ${file}\n`)
    expect(err).toMatch(/^home\/home\.json +15$/m)
    expect(await paths()).toEqual(expect.arrayContaining(['status.json', 'home/home.json']))
  })

  it('without a file goes to the home, says where, and leaves the current folder alone', async () => {
    const before = await readdir('.')
    const { status, out } = await run(['diagnostics', '--yes'], {}, { folder: home })
    expect(status).toBe(0)
    const [name = ''] = await readdir(join(home, 'diagnostics'))
    expect(name).toMatch(/^realcave-diagnostics-.*\.zip$/)
    expect(out).toBe(`Saved ${join(home, 'diagnostics', name)}\n`)
    expect(await readdir('.')).toEqual(before)
  })

  it('does not pack the bundles that were made before', async () => {
    await run(['diagnostics', '--yes'], {}, { folder: home })
    await run(['diagnostics', file, '--yes'], {}, { folder: home })
    expect((await paths()).filter((path) => path.includes('diagnostics'))).toEqual([])
  })

  it('with a relative name starts from the current folder', async () => {
    const name = relative('.', file)
    expect((await run(['diagnostics', name, '--yes'], {}, { folder: home })).out).toBe(`Saved ${file}\n`)
    expect(await paths()).toContain('status.json')
  })

  it('whose place in the home is taken by a file speaks of the home', async () => {
    await writeFile(join(home, 'diagnostics'), '')
    const { status, err } = await run(['diagnostics', '--yes'], {}, { folder: home })
    expect(status).toBe(3)
    expect(err).toContain('HOME_UNUSABLE')
  })

  it.skipIf(process.platform === 'win32')('saves it so that only this user may read it', async () => {
    await run(['diagnostics', file, '--yes'], {}, { folder: home })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('with --json names the file and what it holds', async () => {
    const { json } = await run(['diagnostics', file, '--json', '--yes'], {}, { folder: home })
    expect(json()).toEqual([{ type: 'diagnostics', file, files: await paths() }])
  })

  it('without a terminal shows what it would hold, saves nothing, and asks for --yes', async () => {
    const { status, err } = await run(['diagnostics', file], {}, { folder: home })
    expect(status).toBe(2)
    expect(err).toMatch(/^home\/home\.json +15$/m)
    expect(err).toContain('CONFIRMATION_NEEDED')
    expect(await readdir(place.folder)).toEqual(['home'])
  })

  it('at a terminal asks, and saves at a yes alone', async () => {
    const no = await run(['diagnostics', file], {}, { folder: home, typed: ['y'] })
    expect([no.status, await readdir(place.folder)]).toEqual([1, ['home']])
    expect(no.err).toContain('CANCELLED')
    const yes = await run(['diagnostics', file], {}, { folder: home, typed: ['yes'] })
    expect(yes.status).toBe(0)
    expect(await paths()).toContain('home/home.json')
  })

  it('at a terminal shows a file that is named before it is saved, blanked as it would be', async () => {
    await writeFile(join(home, 'home.json'), '{"password": "hunter2-hunter2"}')
    const { status, err } = await run(
      ['diagnostics', file],
      {},
      { folder: home, typed: ['home/home.json', 'yes'] },
    )
    expect(status).toBe(0)
    expect(err).toContain('{"password": "<blanked>"}')
    expect(err).not.toContain('hunter2')
  })

  it('says at the question that it replaces a file, and leaves it without a yes', async () => {
    await writeFile(file, 'mine')
    const refused = await run(['diagnostics', file], {}, { folder: home })
    expect(refused.status).toBe(2)
    expect(refused.err).toContain(`${file} is there already`)
    const asked = await run(['diagnostics', file], {}, { folder: home, typed: ['no'] })
    expect(asked.err).toContain(`replace ${file}?`)
    expect(await readFile(file, 'utf8')).toBe('mine')
    expect((await run(['diagnostics', file, '--yes'], {}, { folder: home })).status).toBe(0)
    expect(await paths()).toContain('machine.json')
  })

  it('that cannot be written says where and why', async () => {
    const nowhere = join(place.folder, 'not', 'there.zip')
    const { status, err } = await run(['diagnostics', nowhere, '--yes'], {}, { folder: home })
    expect(status).not.toBe(0)
    expect(err).toContain(nowhere)
    expect(err).toContain('Fix: ')
  })

  it('of a fleet that is down holds the reason in place of the answer', async () => {
    const down = new Failure({
      code: 'FLEET_DOWN',
      what: 'It is down.',
      why: 'Not started.',
      fix: 'Start it.',
    })
    const { status } = await run(
      ['diagnostics', file, '--yes'],
      {
        controller: { status: () => Promise.reject(down) },
        data: { 'versions.list': () => Promise.reject(down) },
      },
      { folder: home },
    )
    expect(status).toBe(0)
    const bundle = unzipSync(await readFile(file))
    for (const path of ['status.json', 'versions.json'])
      expect(JSON.parse(strFromU8(bundle[path] ?? new Uint8Array()))).toMatchObject({ error: down.info })
  })

  it('that is cancelled leaves no file', async () => {
    const ended = await run(['diagnostics', file, '--yes'], {}, { folder: home, signal: AbortSignal.abort() })
    expect(ended.status).toBe(1)
    expect(ended.err).toContain('CANCELLED')
    expect(await readdir(place.folder)).toEqual(['home'])
  })
})
