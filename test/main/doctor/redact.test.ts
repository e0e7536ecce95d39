import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, secretsIn } from '../../../src/main/doctor/redact'

const blank = createRedactor({
  secrets: ['hunter2hunter2', 'hunter2hunter2-longer', 'abc'],
  userFolder: '/home/ada',
  homeFolder: '/home/ada/.local/share/realcave',
  user: 'ada',
  host: 'adas-laptop',
})

describe('what is private', () => {
  it.each([
    ['the password is hunter2hunter2.', 'the password is <blanked>.'],
    ['hunter2hunter2-longer', '<blanked>'],
    ['/home/ada/.local/share/realcave/home.json', '<home>/home.json'],
    ['File "/home/ada/lesson.py"', 'File "~/lesson.py"'],
    ['/home/grace/x and /Users/grace/y', '/home/<user>/x and /Users/<user>/y'],
    ['C:\\Users\\Grace Hopper\\x', 'C:\\Users\\<user> Hopper\\x'],
    ['"C:\\\\Users\\\\grace\\\\x"', '"C:\\\\Users\\\\<user>\\\\x"'],
    ['ada@adas-laptop: ok', '<user>@<host>: ok'],
    ['Ada', '<user>'],
    ['adapter and canada stay', 'adapter and canada stay'],
    ['{"password": "pw with spaces"}', '{"password": "<blanked>"}'],
    ['{\\"controlToken\\": \\"x y\\"}', '{\\"controlToken\\": \\"<blanked>\\"}'],
    ['GET /?token=abc_-123&x=1', 'GET /?token=<blanked>&x=1'],
    ['Authorization: Bearer eyJ.abc-_=', 'Authorization: Bearer <blanked>'],
    ['postgres://postgres:pw@127.0.0.1:5432/x', 'postgres://<blanked>@127.0.0.1:5432/x'],
    ['http://127.0.0.1:8080/info', 'http://127.0.0.1:8080/info'],
    ['pt_root_id 288230376151711745', 'pt_root_id 288230376151711745'],
  ])('in %j is blanked', (text, expected) => {
    expect(blank(text)).toBe(expected)
  })

  it('of Windows is blanked in every spelling of its paths', () => {
    const windows = createRedactor({
      secrets: [],
      userFolder: 'C:\\Users\\ada',
      homeFolder: 'D:\\caves',
      user: 'ada',
      host: 'PC',
    })
    expect(windows('C:\\Users\\ada\\x D:\\caves\\home.json')).toBe('~\\x <home>\\home.json')
    expect(windows('"D:\\\\caves\\\\home.json"')).toBe('"<home>\\\\home.json"')
    expect(windows('D:/caves/home.json')).toBe('<home>/home.json')
  })

  it('is not a word that every log has, such as the user root', () => {
    const root = createRedactor({
      secrets: [],
      userFolder: '/root',
      homeFolder: '/data/cave',
      user: 'root',
      host: 'localhost',
    })
    expect(root('the root of localhost: /root')).toBe('the root of localhost: /root')
  })

  it('never gets through, wherever a secret stands', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\w.+/=-]{8,40}$/),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const redact = createRedactor({
            secrets: [secret],
            userFolder: '',
            homeFolder: '/h',
            user: '',
            host: '',
          })
          // What stands around may spell the secret's parts, never the whole.
          fc.pre(!`${before}<blanked>${after}`.includes(secret))
          expect(redact(`${before}${secret}${after}`)).not.toContain(secret)
        },
      ),
    )
  })
})

describe('a long text', () => {
  it.each(['x', '/', 'C:\\Users\\', 'token=', '"password":"', 'a://', '@', '\\'])(
    'of nothing but %j is read to its end, where a look for each start of it would take hours',
    (piece) => {
      const end = ' the password is hunter2hunter2'
      const text = `${piece.repeat(Math.ceil(1_000_000 / piece.length))}${end}`
      expect(blank(text).endsWith('<blanked>')).toBe(true)
    },
  )
})

describe('secrets of a file', () => {
  it('are the strings under a secret’s name, however deep', () => {
    expect(
      secretsIn({
        controlToken: 'one',
        postgres: { user: 'postgres', password: 'two' },
        list: [{ secretKey: 'three' }],
        tokens: ['four'],
      }),
    ).toEqual(['one', 'two', 'three', 'four'])
    expect(secretsIn(null)).toEqual([])
    expect(secretsIn('text')).toEqual([])
  })
})
