import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { commandLineOf } from '../../../src/main/home/command-line'

const linux = { environment: {}, platform: 'linux', userFolder: '/home/ada' } as const
const usual = '/home/ada/.local/share/realcave'

it('is the program alone over the home that a shell finds by itself', () => {
  expect(commandLineOf(['realcave'], usual, linux)).toBe('realcave')
  expect(commandLineOf(['node', '/src/realcave/bin/realcave.mjs'], usual, linux)).toBe(
    'node /src/realcave/bin/realcave.mjs',
  )
})

it('names any other home, also one that only this process was told of', () => {
  const told = { ...linux, environment: { REALCAVE_HOME: '/demo' } }
  expect(commandLineOf(['realcave'], '/demo', told)).toBe('realcave --home /demo')
  expect(commandLineOf(['realcave'], usual, told)).toBe('realcave')
})

it.skipIf(process.platform === 'win32')('keeps its words in a shell, whatever is in them', () => {
  const home = `/home/ada's $HOME/"demo" *`
  const line = commandLineOf(['printf', '%s|'], home, linux)
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`--home|${home}|`)
})

it('on Windows is what cmd and PowerShell both take', () => {
  const windows = {
    environment: { APPDATA: String.raw`C:\Users\ada\AppData\Roaming` },
    platform: 'win32',
    userFolder: String.raw`C:\Users\ada`,
  } as const
  const file = String.raw`C:\src\real cave\bin\realcave.mjs`
  expect(commandLineOf(['node', file], String.raw`C:\demo`, windows)).toBe(
    String.raw`node "C:\src\real cave\bin\realcave.mjs" --home C:\demo`,
  )
  expect(commandLineOf(['realcave'], String.raw`C:\Users\ada\AppData\Roaming\RealCAVE`, windows)).toBe(
    'realcave',
  )
})
