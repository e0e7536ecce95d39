import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { commandLineOf, programOf } from '../../../src/main/machine/command-line'
import { thisSystem } from '../../../src/main/machine/system'
import { fakeSystem } from './fake-system'

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
const tasklist = '"RealCAVE.exe","4321","Console","1","85,000 K"\r\n'

test('this system tells the whole command line of a process, letters of any language included', async () => {
  const given = ['-e', 'setInterval(() => {}, 1000)', 'practice-process', '--home', '/home/Jürgen/細胞 1']
  const child = spawn(process.execPath, given, { stdio: 'ignore' })
  try {
    await once(child, 'spawn')
    const line = await commandLineOf(child.pid ?? 0)
    expect(line).toContain('practice-process')
    expect(line).toContain('/home/Jürgen/細胞 1')
  } finally {
    child.kill()
  }
})

test('a process that does not exist has none', async () => {
  expect(await commandLineOf(2 ** 22 + 1)).toBeUndefined()
  expect(await programOf(2 ** 22 + 1)).toBeUndefined()
})

test('Windows tells it by PowerShell, in a form that no code page spoils', async () => {
  const line = '"C:\\Program Files\\RealCAVE\\RealCAVE.exe" practice-process --home "C:\\Users\\Jürgen\\細胞"'
  const { system, asked } = fakeSystem('win32', { 'powershell.exe': base64(line), tasklist })
  expect(await commandLineOf(4321, system)).toBe(line)
  expect(asked).toEqual([['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', expect.any(String)]])
  const script = asked[0]?.at(-1)
  expect(script).toContain("Win32_Process -Filter 'ProcessId = 4321'")
  // A double quote would end the argument on its way.
  expect(script).not.toContain('"')
})

test('of a process that Windows tells no command line of, the program is told', async () => {
  const { system } = fakeSystem('win32', { tasklist })
  expect(await commandLineOf(4321, system)).toBe('RealCAVE.exe')
  const none = fakeSystem('win32', { tasklist: 'INFO: No tasks are running which match the criteria.' })
  expect(await commandLineOf(4321, none.system)).toBeUndefined()
})

test('the program alone costs Windows no PowerShell', async () => {
  const { system, asked } = fakeSystem('win32', { tasklist })
  expect(await programOf(4321, system)).toBe('RealCAVE.exe')
  expect(asked.map(([file]) => file)).toEqual(['tasklist'])
})

test('macOS is asked for the line at its full length', async () => {
  const line = `/Applications/RealCAVE.app/Contents/MacOS/RealCAVE practice-process --home ${'x'.repeat(200)}`
  const { system, asked } = fakeSystem('darwin', { ps: `${line}\n` })
  expect(await commandLineOf(4321, system)).toBe(line)
  expect(asked).toEqual([['ps', '-ww', '-o', 'command=', '-p', '4321']])
})

test('a program of the system that does not answer in time tells nothing', async () => {
  const forever = ['-e', 'setInterval(() => {}, 1000)']
  expect(await thisSystem.ask(process.execPath, forever, 50)).toBe('')
  expect(await thisSystem.ask('no-such-program-of-any-system', [])).toBe('')
})
