import { describe, expect, test } from 'vitest'
import { Failure } from '../../../../src/shared/errors'
import type { ContainerSource } from '../../../../src/main/terminal/container/container-python'
import { createEnvironment } from '../../../../src/main/terminal/environment'
import { resources } from '../../../support/practice'
import { temporaryFolder } from '../../../support/temporary-folder'
import { fakeMachine, outcome, type Script } from '../fake-machine'

const never = new AbortController().signal
const image = 'caveconnectome/materializationengine:v0'

/** An engine that has the image, or not, and what its Python says. */
const engineWith = (missing: readonly string[], said: string): ContainerSource => ({
  image,
  engine: {
    missingImages: async () => missing,
    runOnce: async () => ({
      status: 0,
      output: said,
      errors: 'ModuleNotFoundError: No module named caveclient',
    }),
    openTied: () => Promise.reject(new Error('not asked for here')),
  },
})
const carries = engineWith([], 'noise\nrealcave 3.12.1 7.10.0\n')

const environmentWith = async (
  script: Script,
  container: () => Promise<ContainerSource>,
  wanted?: 'container',
) => {
  const { folder } = await temporaryFolder('instead')
  return createEnvironment({ folder, resources, machine: fakeMachine(script), container, wanted })
}

describe('a Python in a container', () => {
  test('takes the place of this machine’s where none is here, and says so', async () => {
    const environment = await environmentWith({}, async () => carries)
    expect(await environment.ready(never)).toMatchObject({ place: 'container', caveclient: '7.10.0' })
    expect(environment.state).toMatchObject({
      state: 'ready',
      detail: 'Python 3.12.1 · caveclient 7.10.0 · in a container',
    })
  })

  test('and where its packages cannot be fetched', async () => {
    const environment = await environmentWith(
      {
        pythons: { '/usr/bin/python3.12': { version: [3, 12, 1] } },
        answer: () => outcome(1, '', 'Temporary failure in name resolution'),
      },
      async () => carries,
    )
    expect(await environment.ready(never)).toMatchObject({ place: 'container' })
  })

  test('but not where the disk is full: that is to be mended', async () => {
    const environment = await environmentWith(
      {
        pythons: { '/usr/bin/python3.12': { version: [3, 12, 1] } },
        answer: () => outcome(1, '', 'No space left on device'),
      },
      async () => carries,
    )
    await expect(environment.ready(never)).rejects.toMatchObject({ info: { code: 'DISK_FULL' } })
  })

  test('is looked for once, and again when its image has gone', async () => {
    let asked = 0
    let missing: readonly string[] = []
    const environment = await environmentWith({}, async () => {
      asked += 1
      return { ...carries, engine: { ...carries.engine, missingImages: async () => missing } }
    })
    await environment.ready(never)
    await environment.ready(never)
    expect(asked).toBe(1)
    missing = [image]
    await expect(environment.ready(never)).rejects.toMatchObject({ info: { code: 'PYTHON_MISSING' } })
    expect(asked).toBe(2)
  })

  const noEngine = new Failure({ code: 'ENGINE_MISSING', what: 'w', why: 'No Docker is here.', fix: 'f' })
  test.each([
    [
      'there is no engine',
      () => Promise.reject(noEngine),
      /No container can serve either: no Docker is here/,
    ],
    ['its image is not here', async () => engineWith([image], ''), /not the image caveconnectome\/mat/],
    [
      'its image has no client',
      async () => engineWith([], ''),
      /carries no Python that serves.*ModuleNotFound/,
    ],
  ])('where %s, that is said with both ways on', async (_case, container, why) => {
    const environment = await environmentWith({}, container)
    await expect(environment.ready(never)).rejects.toMatchObject({
      info: {
        code: 'PYTHON_MISSING',
        why: expect.stringMatching(why),
        fix: expect.stringMatching(/python\.org.*images pull/),
      },
    })
  })

  test('that is asked for leaves this machine’s Python alone', async () => {
    const machine = fakeMachine({ pythons: { '/usr/bin/python3.12': { version: [3, 12, 1] } } })
    const { folder } = await temporaryFolder('instead')
    const environment = createEnvironment({
      folder,
      resources,
      machine,
      container: async () => carries,
      wanted: 'container',
    })
    expect(await environment.ready(never)).toMatchObject({ place: 'container' })
    expect(machine.ran).toEqual([])
  })
})
