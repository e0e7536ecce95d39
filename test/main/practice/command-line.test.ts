import { describe, expect, it } from 'vitest'
import { homeIn, portUse, practiceArguments } from '../../../src/main/practice/command-line'

const commandOf = (home: string, port = 8080): string =>
  ['/usr/bin/node', '/opt/realcave/bin/realcave.mjs', ...practiceArguments(home, port)].join(' ')

describe('the command line of a practice process', () => {
  it.each(['/home/anna/.local/share/realcave', '/tmp/a home', '/x --port 1', 'C:\\Users\\anna\\RealCAVE'])(
    'tells its home, %s',
    (home) => {
      expect(homeIn(commandOf(home))).toBe(home)
    },
  )

  it.each([
    'node realcave.mjs serve --home /x --port 8080',
    'node.exe',
    'practice-process',
    'unknown program',
  ])('is not %j', (command) => {
    expect(homeIn(command)).toBeUndefined()
  })
})

describe('a taken port', () => {
  it('that another home’s fleet holds names that home and what frees it', () => {
    const use = portUse({ pid: 77, command: commandOf('/tmp/other') })
    expect(use.why).toBe('Process 77 listens there: the practice fleet of the home /tmp/other.')
    expect(use.fix).toContain('realcave down --home /tmp/other,')
    expect(portUse({ pid: 77, command: commandOf('/tmp/a home') }).fix).toContain('--home "/tmp/a home"')
  })

  it('that any other program holds names the program', () => {
    const use = portUse({ pid: 77, command: 'python3 -m http.server 8080' })
    expect(use.why).toContain('python3 -m http.server 8080')
    expect(use.fix).not.toContain('realcave down')
    expect(portUse(undefined).why).toContain('does not tell which')
  })
})

it('a home in quotes, as Windows tells it, is the same home', () => {
  const command =
    '"C:\\Program Files\\RealCAVE\\RealCAVE.exe" practice-process --home "C:\\Users\\Ada L\\RealCAVE" --port 8080'
  expect(homeIn(command)).toBe('C:\\Users\\Ada L\\RealCAVE')
})
