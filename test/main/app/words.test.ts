import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWish } from '../../../src/main/app/words'

describe('what the arguments ask for', () => {
  it('is the panel when there are none', () => {
    expect(readWish(['/opt/RealCAVE'], undefined)).toEqual({ kind: 'panel', words: [] })
    expect(readWish(['electron', '/src'], '/src')).toEqual({ kind: 'panel', words: [] })
  })

  it('is the panel with its options', () => {
    expect(readWish(['electron', '--no-sandbox', '/src', '--home', '/h'], '/src')).toEqual({
      kind: 'panel',
      words: ['--home', '/h'],
    })
  })

  it('is a command from its verb on', () => {
    expect(readWish(['/opt/RealCAVE', 'status', '--json'], undefined)).toEqual({
      kind: 'command',
      words: ['status', '--json'],
    })
  })

  it('does not take the folder of a checkout for a verb', () => {
    expect(readWish(['electron', 'up'], resolve('up')).kind).toBe('panel')
    expect(readWish(['RealCAVE', 'up'], undefined).kind).toBe('command')
  })

  it('finds the verb behind any switches of Chromium', () => {
    const switches = fc.array(fc.stringMatching(/^--[a-z-]{1,20}(=[a-z0-9]{1,5})?$/), { maxLength: 5 })
    fc.assert(
      fc.property(switches, (before) => {
        const wish = readWish(['RealCAVE', ...before, 'up', '--port', '8090'], undefined)
        expect(wish).toEqual({ kind: 'command', words: ['up', '--port', '8090'] })
      }),
    )
  })

  it('keeps the options before a verb: without its home a command would work on another one', () => {
    const words = ['--home', '/h', '--port=8090', '--json', 'reset', '--clean', '--yes']
    expect(readWish(['RealCAVE', '--no-sandbox', ...words], undefined)).toEqual({
      kind: 'command',
      words,
    })
    expect(readWish(['electron', '/src', ...words], '/src')).toEqual({ kind: 'command', words })
  })

  it.each(['--home', '--project', '--port', '--fleet'])(
    'does not take the value of %s for a verb',
    (option) => {
      const words = [option, 'up']
      expect(readWish(['RealCAVE', ...words], undefined)).toEqual({ kind: 'panel', words })
      expect(readWish(['RealCAVE', ...words, 'down'], undefined)).toEqual({
        kind: 'command',
        words: [...words, 'down'],
      })
    },
  )

  it('takes only the first verb for one: a later word may be a table’s or a file’s name', () => {
    expect(readWish(['RealCAVE', 'status', 'up', 'down'], undefined)).toEqual({
      kind: 'command',
      words: ['status', 'up', 'down'],
    })
  })

  it('is a command, too, where the verb is none: it says so instead of opening a window', () => {
    for (const words of [
      ['statsu'],
      ['--home', '/h', 'frobnicate', '--json'],
      ['--version'],
      ['--help'],
      ['-h'],
    ])
      expect(readWish(['RealCAVE', '--no-sandbox', ...words], undefined)).toEqual({ kind: 'command', words })
  })

  it('is the panel for what is no word: a file that was dropped on the program', () => {
    for (const word of ['/home/me/table.csv', 'C:\\course\\table.csv', 'realcave://panel/'])
      expect(readWish(['RealCAVE', word], undefined).kind).toBe('panel')
  })
})
