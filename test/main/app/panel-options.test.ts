import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPanelOptions } from '../../../src/main/app/panel-options'
import { Failure } from '../../../src/shared/errors'

const nothing = { home: undefined, port: undefined, project: undefined, fleet: undefined }

/** What they are read as, or how they are refused. Anything else escapes. */
const answerTo = (words: readonly string[]) => {
  try {
    return readPanelOptions(words)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

const refused = (words: readonly string[]) => {
  const answer = answerTo(words)
  if (answer instanceof Failure) return answer.info
  throw new Error(`${words.join(' ')} was not refused.`)
}

describe('the options of the window', () => {
  it('are none where none are given', () => {
    expect(readPanelOptions([])).toEqual(nothing)
  })

  it('are read with their values, in either spelling', () => {
    const expected = { home: '/h', port: 8090, project: 'class-2', fleet: 'practice' }
    const apart = '--home /h --port 8090 --project class-2 --fleet practice'
    const joined = '--home=/h --port=8090 --project=class-2 --fleet=practice'
    expect(readPanelOptions(apart.split(' '))).toEqual(expected)
    expect(readPanelOptions(joined.split(' '))).toEqual(expected)
  })

  it('are found among switches of Chromium’s own, which change nothing', () => {
    const words = [
      '--no-sandbox',
      '--remote-debugging-port=9222',
      '--port',
      '8090',
      '--inspect=0',
      '-x',
      'a b',
    ]
    expect(readPanelOptions(words)).toEqual({ ...nothing, port: 8090 })
  })

  it.each([
    ['0', 'a whole number from 1 to 65535'],
    ['65536', 'a whole number from 1 to 65535'],
    ['80.5', 'a whole number from 1 to 65535'],
    ['0x50', 'a whole number from 1 to 65535'],
    ['1e3', 'a whole number from 1 to 65535'],
    [' 80', 'a whole number from 1 to 65535'],
    ['', 'a whole number from 1 to 65535'],
  ])('the port %j is refused by name', (port, wanted) => {
    expect(refused([`--port=${port}`])).toMatchObject({
      code: 'BAD_INPUT',
      what: expect.stringContaining('--port'),
      why: `It must be ${wanted}.`,
    })
  })

  it.each(['1', '65535'])('the port %s is the last that is taken', (port) => {
    expect(readPanelOptions(['--port', port]).port).toBe(Number(port))
  })

  it.each(['Practice', 'real', ''])('the fleet %j is refused', (fleet) => {
    expect(refused([`--fleet=${fleet}`])).toMatchObject({
      code: 'BAD_INPUT',
      why: 'It must be genuine or practice.',
    })
  })

  it.each(['Real_Cave', '-x', '', 'a b', 'ä', 'x'.repeat(64)])(
    'the project %j, which Compose would refuse, is refused here',
    (project) => {
      expect(refused([`--project=${project}`])).toMatchObject({
        code: 'BAD_INPUT',
        what: expect.stringContaining('--project'),
      })
    },
  )

  it.each([['--home'], ['--home', '--port', '8090'], ['--port'], ['--fleet'], ['--project', '--no-sandbox']])(
    '%j %j misses a value and says so, rather than take the next option for it',
    (...words) => {
      expect(refused(words)).toMatchObject({
        code: 'BAD_INPUT',
        what: `${words[0] ?? ''} cannot be used.`,
        why: 'It must be followed by its value.',
      })
    },
  )

  it('of any words at all are read or refused with a reason, never otherwise', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--', '-', '--home', '--port=', '--no-port', '--fleet=practice', '--__proto__=1'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const read = answerTo(words)
        expect(read instanceof Failure || 'home' in read).toBe(true)
      }),
    )
  })
})
