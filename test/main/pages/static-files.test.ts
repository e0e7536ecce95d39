import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStaticFiles, type StaticFiles } from '../../../src/main/pages/static-files'

let folder: string
let files: StaticFiles

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'realcave-static-'))
  await mkdir(join(folder, 'panel', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.json'), '{}')
  await writeFile(join(folder, 'panel', 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'panel', 'assets', 'index-1a2b.js'), 'start()')
  await writeFile(join(folder, 'panel', 'assets', 'index-1a2b.js.map'), '{}')
  await symlink(join(folder, 'secret.json'), join(folder, 'panel', 'link.json'))
  files = await openStaticFiles(join(folder, 'panel'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the table of static files', () => {
  it('gives index.html for / and hashed files for ever', async () => {
    expect(files.find('/')?.type).toBe('text/html; charset=utf-8')
    expect(files.find('/')?.immutable).toBe(false)
    const script = files.find('/assets/index-1a2b.js')
    expect(script?.immutable).toBe(true)
    expect(Buffer.from((await script?.read()) ?? []).toString()).toBe('start()')
  })

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..\\..\\secret.json',
    '//secret.json',
    '/assets',
    '/assets/',
    'index.html',
    '',
    '/link.json',
    '/assets/index-1a2b.js.map',
    '/index.html\0',
  ])('has nothing at %j', (path) => {
    expect(files.find(path)).toBeUndefined()
  })

  it('of a panel that was not built says how to build it', async () => {
    await expect(openStaticFiles(join(folder, 'nothing'))).rejects.toMatchObject({
      info: { code: 'NOT_FOUND', fix: expect.stringContaining('npm run build') },
    })
    await expect(openStaticFiles(join(folder, 'app.asar', 'out'))).rejects.toMatchObject({
      info: { fix: expect.stringContaining('Install RealCAVE again') },
    })
    await expect(openStaticFiles(join(folder, 'panel', 'assets'))).rejects.toMatchObject({
      info: { code: 'NOT_FOUND' },
    })
  })
})
