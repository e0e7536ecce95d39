import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Command, Outcome } from '../../../src/main/terminal/command'
import { fetchUv, findUv } from '../../../src/main/terminal/uv'
import { fakeMachine, outcome } from './fake-machine'

const never = new AbortController().signal
const own = join('/tools', 'uv', 'bin', 'uv')
const places = { tools: '/tools', resources: join('/app', 'resources') }
const shipped = join('/app', 'uv', 'uv')
const python = {
  file: '/usr/bin/python3',
  version: [3, 9, 2] as const,
  suitable: false,
  venv: false,
  pip: true,
}
const works = (): Outcome => outcome(0, 'uv 0.9.1\n')

test('the uv of the machine comes first, then the one that the program brings, then the one that was fetched', async () => {
  const find = (...files: readonly string[]) => findUv(fakeMachine({ files, answer: works }), places, never)
  expect(await find(own, shipped, '/opt/bin/uv')).toEqual({ file: '/opt/bin/uv', of: 'machine' })
  expect(await find(own, shipped)).toEqual({ file: shipped, of: 'program' })
  expect(await find(own)).toEqual({ file: own, of: 'earlier' })
})

test('one that is there but does not run is passed by', async () => {
  const answer = ({ file }: Command): Outcome => (file === own ? works() : outcome(126, '', 'cannot execute'))
  const files = ['/opt/bin/uv', shipped]
  expect(await findUv(fakeMachine({ files: [...files, own], answer }), places, never)).toMatchObject({
    file: own,
  })
  expect(await findUv(fakeMachine({ files, answer }), places, never)).toBeNull()
})

test.each([
  ['uv 0.4.30 (61ed2a236 2024-11-04)\n', shipped],
  ['uv 0.5.0 (f3264583a 2024-11-07)\n', '/opt/bin/uv'],
  ['uv 0.13.9\n', '/opt/bin/uv'],
  ['uv 1.0.0\n', '/opt/bin/uv'],
  ['ultraviolet 3.1\n', shipped],
])('one that is too old, or another program, is passed by: %j', async (said, taken) => {
  const answer = ({ file }: Command): Outcome => (file === shipped ? works() : outcome(0, said))
  const machine = fakeMachine({ files: ['/opt/bin/uv', shipped], answer })
  expect(await findUv(machine, places, never)).toMatchObject({ file: taken })
})

test('none is none, and nothing is run', async () => {
  const machine = fakeMachine({ answer: works })
  expect(await findUv(machine, places, never)).toBeNull()
  expect(machine.ran).toEqual([])
})

test.each([join('/app', 'uv', 'uv.exe'), join('/tools', 'uv', 'bin', 'uv.exe')])(
  'on Windows it ends in .exe: %s',
  async (file) => {
    const machine = fakeMachine({ platform: 'win32', path: 'C:\\a', files: [file], answer: works })
    expect(await findUv(machine, places, never)).toMatchObject({ file })
  },
)

test('is fetched into our folder, and into no Python', async () => {
  const machine = fakeMachine({ files: [own], answer: works })
  expect(await fetchUv(machine, python, '/tools', never, () => {})).toEqual({ file: own })
  const [install] = machine.ran
  expect(install?.file).toBe('/usr/bin/python3')
  expect(install?.arguments.join(' ')).toContain(`--target ${join('/tools', 'uv')}`)
  expect(install?.environment).not.toHaveProperty('PYTHONPATH')
})

test.each([
  ['pip fails', (): Outcome => outcome(1, '', 'No matching distribution'), 'No matching distribution'],
  [
    'what came does not run here',
    ({ arguments: given }: Command): Outcome =>
      given.includes('--version') ? outcome(126) : outcome(0, '', 'Successfully installed uv'),
    'Successfully installed uv',
  ],
])('where %s, what was said is handed on', async (_why, answer, said) => {
  const machine = fakeMachine({ files: [own], answer })
  expect(await fetchUv(machine, python, '/tools', never, () => {})).toEqual({ said })
})
