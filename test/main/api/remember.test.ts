import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHomeWith } from '../../../src/main/api/open-home'
import { rememberingUp } from '../../../src/main/api/remember'
import { openHome } from '../../../src/main/home/home'
import { fakeController } from './fake-core'

const never = new AbortController().signal
const warn = (): void => undefined

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'realcave-remember-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const homeWith = (port?: number, project?: string) => openHomeWith({ home: folder, port, project }, warn)

describe('what a run was given', () => {
  it('holds for the run alone until a fleet came up with it', async () => {
    const home = await homeWith(18_321, 'class')
    expect(home.settings).toMatchObject({ port: 18_321, project: 'class' })
    expect((await openHome({ folder, warn })).settings).toMatchObject({ port: 8080, project: 'realcave' })
    await rememberingUp(fakeController(), home, warn).up(never)
    expect((await openHome({ folder, warn })).settings).toMatchObject({ port: 18_321, project: 'class' })
  })

  it('is forgotten when the fleet did not come up', async () => {
    const failing = fakeController({ up: () => Promise.reject(new Error('port taken')) })
    await expect(rememberingUp(failing, await homeWith(18_321), warn).up(never)).rejects.toThrow('port taken')
    expect((await openHome({ folder, warn })).settings.port).toBe(8080)
  })

  it('is not written again when it is remembered already', async () => {
    await rememberingUp(fakeController(), await homeWith(18_321), warn).up(never)
    const before = (await stat(join(folder, 'home.json'))).ino
    await rememberingUp(fakeController(), await homeWith(), warn).up(never)
    expect((await stat(join(folder, 'home.json'))).ino).toBe(before)
  })
})
