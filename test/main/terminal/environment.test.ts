import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEnvironment, environmentFolder } from '../../../src/main/terminal/environment'
import { hashOf } from '../../../src/main/terminal/environment-check'
import { temporaryFolder } from '../../support/temporary-folder'
import { fakeMachine, outcome, workingInstallers, type FakeMachine, type Script } from './fake-machine'

const never = new AbortController().signal
const requirements = 'caveclient==8.2.1\nipython==9.0\n'
let home: { readonly folder: string; readonly remove: () => Promise<void> }
let made: { files: number }
beforeEach(async () => {
  home = await temporaryFolder('environment')
  made = { files: 0 }
  await mkdir(join(home.folder, 'resources/python'), { recursive: true })
  await writeFile(join(home.folder, 'resources/python/requirements.txt'), requirements)
})
afterEach(() => home.remove())

const python312 = { '/usr/bin/python3.12': { version: [3, 12, 1] as const } }
const own = (): string => join(home.folder, 'python', hashOf(requirements).slice(0, 12))
const environmentOn = (machine: FakeMachine) =>
  createEnvironment({
    folder: join(home.folder, 'python'),
    resources: join(home.folder, 'resources'),
    machine,
  })
const machineWith = (script: Script): FakeMachine =>
  fakeMachine({ answer: workingInstallers(made), ...script })
const commands = (machine: FakeMachine): readonly string[] =>
  machine.ran.map(({ file, arguments: given }) => `${file} ${given.join(' ')}`)

describe('the terminal’s Python environment', () => {
  test('is made with venv and pip where there is no uv, and is then ready', async () => {
    const machine = machineWith({ pythons: python312 })
    const environment = environmentOn(machine)
    expect(environment.state.state).toBe('absent')
    const python = await environment.ready(never)
    expect(python).toMatchObject({ version: '3.12.1', caveclient: '8.2.1', file: join(own(), 'bin/python') })
    expect(commands(machine)).toContain(`/usr/bin/python3.12 -m venv ${own()}`)
    expect(environment.state).toMatchObject({ state: 'ready', detail: 'Python 3.12.1 · caveclient 8.2.1' })
  })

  test('is made with uv where it is, also from a Python that cannot make environments itself', async () => {
    const machine = machineWith({
      files: ['/opt/bin/uv'],
      pythons: { '/usr/bin/python3': { version: [3, 11, 2], venv: false } },
    })
    await environmentOn(machine).ready(never)
    expect(commands(machine)).toContain(`/opt/bin/uv venv --no-project --python /usr/bin/python3 ${own()}`)
  })

  test.each([
    ['linux', ['/etc/ssl/certs'], 'true'],
    ['linux', ['/etc/pki/tls/certs'], 'true'],
    ['linux', [], undefined],
    ['darwin', [], 'true'],
  ] as const)('uv on %s with %j trusts what the system trusts: %s', async (platform, folders, trusted) => {
    const machine = machineWith({ platform, files: ['/opt/bin/uv', ...folders], pythons: python312 })
    await environmentOn(machine).ready(never)
    const made = machine.ran.find(({ arguments: given }) => given[0] === 'venv')
    expect(made?.environment['UV_SYSTEM_CERTS']).toBe(trusted)
    expect(made?.environment['UV_NATIVE_TLS']).toBe(trusted)
  })

  test('with only an old Python, uv is fetched by its pip and fetches a Python into our folder', async () => {
    const script: { exists: string[] } = { exists: [] }
    const base = workingInstallers(made)
    const fetched = join(home.folder, 'python/uv/bin/uv')
    const machine = fakeMachine({
      pythons: { '/usr/bin/python3': { version: [3, 7, 3] } },
      answer: (command) => {
        if (command.arguments.includes('--target')) script.exists.push(fetched)
        return base(command)
      },
    })
    const withFetched = {
      ...machine,
      exists: (file: string) => machine.exists(file) || script.exists.includes(file),
    }
    await environmentOn(withFetched).ready(never)
    expect(commands(machine)).toContain(`${fetched} venv --no-project --python 3.12 ${own()}`)
    const venv = machine.ran.find(({ file, arguments: given }) => file === fetched && given[0] === 'venv')
    expect(venv?.environment['UV_PYTHON_INSTALL_DIR']).toBe(join(home.folder, 'python/interpreters'))
  })

  const shipped = (): string => join(home.folder, 'uv/uv')

  test.each([{}, { pythons: { '/usr/bin/python3': { version: [3, 7, 3] as const, pip: false } } }])(
    'with no Python that serves (%j), the uv that the program brings fetches one of its own into our folder',
    async (script) => {
      const machine = machineWith({ ...script, files: [shipped()] })
      await environmentOn(machine).ready(never)
      expect(commands(machine)).toContain(`${shipped()} venv --no-project --python 3.12 ${own()}`)
      const [venv, install] = machine.ran.filter(
        ({ file, arguments: given }) => file === shipped() && given[0] !== '--version',
      )
      expect(venv?.environment).toMatchObject({
        // Not one of this machine, which were all looked at, and nothing outside of our folder.
        UV_PYTHON_PREFERENCE: 'only-managed',
        UV_PYTHON_INSTALL_DIR: join(home.folder, 'python/interpreters'),
        UV_CACHE_DIR: join(home.folder, 'python/cache'),
      })
      expect(install?.environment).toMatchObject({ UV_CACHE_DIR: join(home.folder, 'python/cache') })
    },
  )

  test('a Python that serves is taken by it, and the uv of the machine keeps its own places', async () => {
    const machine = machineWith({ files: ['/opt/bin/uv', shipped()], pythons: python312 })
    await environmentOn(machine).ready(never)
    expect(commands(machine)).toContain(`/opt/bin/uv venv --no-project --python /usr/bin/python3.12 ${own()}`)
    const venv = machine.ran.find(({ arguments: given }) => given[0] === 'venv')
    expect(venv?.environment).not.toHaveProperty('UV_CACHE_DIR')
    expect(venv?.environment).not.toHaveProperty('UV_PYTHON_PREFERENCE')
  })

  test('a Python that cannot be fetched is told with the place that it comes from', async () => {
    const base = workingInstallers(made)
    const machine = machineWith({
      files: [shipped()],
      answer: (command) =>
        command.arguments[0] === 'venv' ? outcome(2, '', 'cause: dns error') : base(command),
    })
    await expect(environmentOn(machine).ready(never)).rejects.toMatchObject({
      info: { code: 'PYTHON_SETUP_FAILED', why: expect.stringContaining('github.com) could not be reached') },
    })
  })

  test('where venv turns out not to work, uv makes the environment instead', async () => {
    const base = workingInstallers(made)
    const fetched = join(home.folder, 'python/uv/bin/uv')
    let there = false
    const machine = machineWith({
      pythons: python312,
      answer: (command) => {
        if (command.arguments.includes('--target')) there = true
        return command.arguments[1] === 'venv' ? outcome(1, '', 'ensurepip is not available') : base(command)
      },
    })
    const withFetched = {
      ...machine,
      exists: (file: string) => machine.exists(file) || (there && file === fetched),
    }
    await environmentOn(withFetched).ready(never)
    expect(commands(machine)).toContain(`${fetched} venv --no-project --python /usr/bin/python3.12 ${own()}`)
  })

  test('without any Python it says where to get one', async () => {
    const environment = environmentOn(machineWith({}))
    await expect(environment.ready(never)).rejects.toMatchObject({
      info: { code: 'PYTHON_MISSING', fix: expect.stringContaining('python.org') },
    })
    expect(environment.state).toMatchObject({ state: 'failed', error: { code: 'PYTHON_MISSING' } })
  })

  test('made once, it is only looked at again; after its requirements changed it is made anew beside', async () => {
    await environmentOn(machineWith({ pythons: python312 })).ready(never)
    await environmentOn(machineWith({ pythons: python312 })).ready(never)
    expect(made.files).toBe(1)
    await writeFile(join(home.folder, 'resources/python/requirements.txt'), `${requirements}pandas==2.3\n`)
    await environmentOn(machineWith({ pythons: python312 })).ready(never)
    expect(made.files).toBe(2)
    expect(await readFile(join(own(), 'realcave-complete.json'), 'utf8')).toContain(hashOf(requirements))
  })

  test.each(['', '{"requirements":', '{"requirements":"another","python":"3","caveclient":"8"}'])(
    'an interrupted build (marker %j) is made again from nothing',
    async (marker) => {
      await mkdir(own(), { recursive: true })
      await writeFile(join(own(), 'left-over'), '')
      await writeFile(join(own(), 'realcave-complete.json'), marker)
      await environmentOn(machineWith({ pythons: python312 })).ready(never)
      expect(await readdir(own())).not.toContain('left-over')
    },
  )

  test('one that lost files is rebuilt', async () => {
    await environmentOn(machineWith({ pythons: python312 })).ready(never)
    const base = workingInstallers(made)
    let broken = true
    const machine = machineWith({
      pythons: python312,
      answer: (command) => {
        if (!command.arguments.join(' ').includes('importlib.metadata') || !broken) return base(command)
        broken = false
        return outcome(1, '', 'missing')
      },
    })
    await environmentOn(machine).ready(never)
    expect(made.files).toBe(2)
  })

  test('offline it says why and what to do, leaves no marker, and the next try begins again', async () => {
    const base = workingInstallers(made)
    let online = false
    const machine = machineWith({
      pythons: python312,
      answer: (command) =>
        command.arguments.includes('install') && !online
          ? outcome(1, '', 'Could not fetch: getaddrinfo failed')
          : base(command),
    })
    const environment = environmentOn(machine)
    await expect(environment.ready(never)).rejects.toMatchObject({
      info: { code: 'PYTHON_SETUP_FAILED', why: expect.stringContaining('no network') },
    })
    expect(environment.state.state).toBe('failed')
    online = true
    await environment.ready(never)
    expect(environment.state.state).toBe('ready')
  })

  test('two panels at once: one builds, the other waits and uses it', async () => {
    const base = workingInstallers(made)
    const slow = (): FakeMachine =>
      machineWith({
        pythons: python312,
        answer: async (command) => {
          if (command.arguments.includes('install')) await new Promise((resolve) => setTimeout(resolve, 400))
          return base(command)
        },
      })
    const both = [environmentOn(slow()), environmentOn(slow())]
    const pythons = await Promise.all(both.map((environment) => environment.ready(never)))
    expect(made.files).toBe(1)
    expect(pythons[0]).toEqual(pythons[1])
  })

  test('one asker may give up while another goes on; when the last gives up the build is cancelled', async () => {
    const base = workingInstallers(made)
    const machine = machineWith({
      pythons: python312,
      answer: async (command) => {
        if (command.arguments.includes('install')) {
          await new Promise((resolve) => {
            const timer = setTimeout(resolve, 300)
            command.signal?.addEventListener('abort', () => {
              clearTimeout(timer)
              resolve(null)
            })
          })
          command.signal?.throwIfAborted()
        }
        return base(command)
      },
    })
    const environment = environmentOn(machine)
    const first = new AbortController()
    const leaving = environment.ready(first.signal)
    const staying = environment.ready(never)
    first.abort()
    await expect(leaving).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    await expect(staying).resolves.toMatchObject({ version: '3.12.1' })

    await writeFile(join(home.folder, 'resources/python/requirements.txt'), 'caveclient==8.2.1\n')
    const last = new AbortController()
    const alone = environment.ready(last.signal)
    setTimeout(() => last.abort(), 50)
    await expect(alone).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    await expect(environment.ready(never)).resolves.toMatchObject({ caveclient: '8.2.1' })
  })

  test('followers see it being made, with progress, until it is ready', async () => {
    const environment = environmentOn(machineWith({ pythons: python312 }))
    const stop = new AbortController()
    const seen: string[] = []
    const following = (async () => {
      for await (const { state, progress } of environment.watch(stop.signal)) {
        seen.push(state)
        expect(progress ?? 0).toBeLessThanOrEqual(1)
        if (state === 'ready') stop.abort()
      }
    })()
    await environment.ready(never)
    await following
    expect(seen.at(-1)).toBe('ready')
    expect(seen).toContain('preparing')
  })

  test('a shared folder is used where the variable names one', () => {
    expect(environmentFolder('/home/x', {})).toBe(join('/home/x', 'python'))
    expect(environmentFolder('/home/x', { REALCAVE_PYTHON_ENV: '/shared' })).toBe('/shared')
  })
})
