import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Command, Outcome } from '../../../src/main/terminal/command'
import { fetchUv, findUv } from '../../../src/main/terminal/uv'
import { fakeMachine, outcome } from './fake-machine'

const never = new AbortController().signal
const own = join('/tools', 'uv', 'bin', 'uv')
const python = {
  file: '/usr/bin/python3',
  version: [3, 9, 2] as const,
  suitable: false,
  venv: false,
  pip: true,
}
const works = (): Outcome => outcome(0, 'uv 0.9.1\n')

test('the uv of the machine comes before the one that was fetched', async () => {
  const machine = fakeMachine({ files: ['/opt/bin/uv', own], answer: works })
  expect(await findUv(machine, '/tools', never)).toBe('/opt/bin/uv')
})

test('one that is there but does not run is passed by', async () => {
  const answer = ({ file }: Command): Outcome => (file === own ? works() : outcome(126, '', 'cannot execute'))
  expect(await findUv(fakeMachine({ files: ['/opt/bin/uv', own], answer }), '/tools', never)).toBe(own)
  expect(await findUv(fakeMachine({ files: ['/opt/bin/uv'], answer }), '/tools', never)).toBeNull()
})

test('none is none, and nothing is run', async () => {
  const machine = fakeMachine({ answer: works })
  expect(await findUv(machine, '/tools', never)).toBeNull()
  expect(machine.ran).toEqual([])
})

test('on Windows the fetched one ends in .exe', async () => {
  const file = join('/tools', 'uv', 'bin', 'uv.exe')
  const machine = fakeMachine({ platform: 'win32', path: 'C:\\a', files: [file], answer: works })
  expect(await findUv(machine, '/tools', never)).toBe(file)
})

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
