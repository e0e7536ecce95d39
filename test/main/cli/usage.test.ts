import { describe, expect, it } from 'vitest'
import { run } from './run-verb'

describe('a command line', () => {
  it.each([
    ['upp', 'Did you mean up?'],
    ['statsu', 'Did you mean status?'],
    ['reset --claen', 'Did you mean --clean?'],
    ['status --jsno', 'Did you mean --json?'],
    ['status --port 70000', '1 to 65535'],
    ['status --port 0', '1 to 65535'],
    ['status --port eighty', '1 to 65535'],
    ['status --port 80.5', '1 to 65535'],
    ['status --port -1', '1 to 65535'],
    ['status --port', 'missing'],
    ['status --fleet real', 'genuine, practice'],
    ['status --project Real_Cave!', 'lower-case'],
    ['logs', 'missing required argument'],
    ['logs nginx', 'gateway, info'],
    ['logs mat --tail many', 'whole number'],
    ['logs mat --tail 5001', 'whole number'],
    ['table', 'missing required argument'],
    ['table a b', 'Too many arguments'],
    ['history x', 'digits only'],
    ['history -- -1', 'digits only'],
    ['diff 1', 'missing required argument'],
    ['diff one 2', 'whole number'],
    ['diff 0 2', 'whole number'],
    ['baseline sett', 'Did you mean set?'],
    ['lesson', 'realcave lesson'],
    ['serve --panel-port 65536', 'whole number'],
    ['images', 'realcave images'],
    ['images save', 'missing required argument'],
    ['images pul', 'Did you mean pull?'],
    ['help upp', "Unknown command 'upp'"],
    ['help baseline sett', "Unknown command 'sett'"],
    ['help reset now', "Unknown command 'now'"],
  ])('"%s" is refused with status 2 and says "%s"', async (line, words) => {
    const { status, err, out, opened } = await run(line.split(' '))
    expect(status).toBe(2)
    expect(err.toLowerCase()).toContain(words.toLowerCase())
    expect(out).toBe('')
    expect(opened).toEqual([])
  })

  it('with an empty home is refused: it is no way to name the default one', async () => {
    const { status, err, opened } = await run(['status', '--home', ''])
    expect(status).toBe(2)
    expect(err).toContain('name a folder')
    expect(opened).toEqual([])
  })

  it('that is wrong tells scripts so in their own language', async () => {
    const { status, json } = await run(['--json', 'upp'])
    expect(status).toBe(2)
    expect(json()).toEqual([expect.objectContaining({ type: 'error', code: 'BAD_INPUT' })])
  })

  it('without a verb shows the help and fails with 2', async () => {
    const { status, err } = await run([])
    expect(status).toBe(2)
    expect(err).toContain('Usage: realcave')
  })

  it.each([
    [['--help']],
    [['help']],
    [['help', 'reset']],
    [['help', 'baseline', 'set']],
    [['reset', '--help']],
    [['baseline', '--help']],
  ])('%j prints help and is done', async (argv) => {
    const { status, out } = await run(argv)
    expect(status).toBe(0)
    expect(out).toContain('Usage: realcave')
    expect(out).not.toContain('practice-process')
  })

  it('--version prints the version', async () => {
    expect(await run(['--version'])).toMatchObject({ status: 0, out: '9.8.7\n' })
  })

  it.each([
    ['--json --port 18310 --home /h --fleet practice --project p1 --yes status'],
    ['status --json --port 18310 --home /h --fleet practice --project p1 --yes'],
    ['--json --home /h status --port 18310 --fleet practice --project p1 --yes'],
  ])('takes the common options before and behind the verb: %s', async (line) => {
    const { options, status } = await run(line.split(' '))
    expect(status).toBe(0)
    expect(options).toMatchObject({
      json: true,
      yes: true,
      port: 18_310,
      home: '/h',
      fleet: 'practice',
      project: 'p1',
    })
  })
})
