import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBlanker } from '../../../src/main/home/blank-secrets'
import { openProgramLog } from '../../../src/main/home/program-log'
import { temporaryFolder } from '../../support/temporary-folder'

let home: { readonly folder: string; readonly remove: () => Promise<void> }
let file: string
beforeEach(async () => {
  home = await temporaryFolder('program-log')
  file = join(home.folder, 'logs', 'panel.log')
})
afterEach(() => home.remove())

const same = (text: string): string => text
const small = { bytes: 200, files: 3 }

describe('a program’s log', () => {
  it('has a line when its writing returns, with the time, and further lines of it moved in', async () => {
    openProgramLog(file, same).write('The page ended.\nBecause.\n')
    expect(await readFile(file, 'utf8')).toMatch(/^\d{4}-\S+Z The page ended\.\n {2}Because\.\n$/)
  })

  it('can be read by this user alone, be it new, rolled, or from before', async () => {
    await mkdir(join(home.folder, 'logs'))
    await writeFile(file, 'from before\n', { mode: 0o644 })
    const log = openProgramLog(file, same, small)
    for (let line = 0; line < 12; line += 1) log.write(`line ${String(line)} ${'x'.repeat(40)}`)
    const names = await readdir(join(home.folder, 'logs'))
    expect(names.sort()).toEqual(['panel.log', 'panel.log.1', 'panel.log.2'])
    for (const name of names) {
      const { mode, size } = await stat(join(home.folder, 'logs', name))
      expect([name, mode & 0o777]).toEqual([name, 0o600])
      expect(size).toBeLessThanOrEqual(small.bytes)
    }
  })

  it('keeps the newest lines in their order, over starts', async () => {
    for (let line = 0; line < 12; line += 1)
      openProgramLog(file, same, small).write(`line ${String(line)} ${'x'.repeat(40)}`)
    const texts = await Promise.all([`${file}.2`, `${file}.1`, file].map((each) => readFile(each, 'utf8')))
    const numbers = [...texts.join('').matchAll(/line (\d+)/g)].map(([, number]) => Number(number))
    expect(numbers).toEqual([6, 7, 8, 9, 10, 11])
  })

  it('takes a line that is longer than a file, and goes on', async () => {
    const log = openProgramLog(file, same, small)
    log.write('y'.repeat(500))
    log.write('after')
    expect(await readFile(file, 'utf8')).toMatch(/after\n$/)
    expect(await readFile(`${file}.1`, 'utf8')).toContain('yyy')
  })

  it('holds no secret of the home, and nothing that looks like one', async () => {
    const log = openProgramLog(
      file,
      createSecretBlanker(() => ['hunter2hunter2']),
    )
    log.write('refused for hunter2hunter2 at postgres://postgres:other-one@127.0.0.1/x, token=third-one')
    const text = await readFile(file, 'utf8')
    expect(text).toContain('refused for <blanked>')
    expect(text).not.toMatch(/hunter2|other-one|third-one/)
  })

  it('that cannot be written ends nobody, and is written again when it can', async () => {
    await writeFile(join(home.folder, 'logs'), 'in the way')
    const log = openProgramLog(file, same)
    expect(() => log.write('lost')).not.toThrow()
    await rm(join(home.folder, 'logs'))
    log.write('kept')
    expect(await readFile(file, 'utf8')).toMatch(/Z kept\n$/)
  })
})
