import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildEnvironment } from '../../../src/main/terminal/environment-build'
import { temporaryFolder } from '../../support/temporary-folder'
import { archive, digest } from '../kit/kit-world'
import { fakeMachine, workingInstallers } from './fake-machine'

/** What pip is given of its surroundings when an environment is made from a kit. */
const surroundingsOfPip = async (platform: NodeJS.Platform): Promise<NodeJS.ProcessEnv | undefined> => {
  const { folder: home, remove } = await temporaryFolder('kit-environment')
  onTestFinished(remove)
  const file = join(home, 'python.tar.gz')
  const program = platform === 'win32' ? 'python/python.exe' : 'python/bin/python3'
  await archive(file, [{ name: program, content: 'a program', mode: 0o755 }])
  const machine = fakeMachine({ platform, answer: workingInstallers({ files: 0 }) })
  const folder = join(home, 'environment')
  await mkdir(folder)
  await buildEnvironment({
    machine: {
      ...machine,
      environment: { ...machine.environment, PIP_INDEX_URL: 'https://elsewhere.example' },
    },
    folder,
    tools: join(home, 'tools'),
    resources: join(home, 'resources'),
    requirements: { file: join(home, 'requirements.txt'), hash: 'a', packages: 1 },
    kit: { kit: home, archive: file, sha256: digest(await readFile(file)), wheels: home, lock: 'lock.txt' },
    signal: new AbortController().signal,
    tell: () => undefined,
  })
  return machine.ran.find(({ arguments: given }) => given.includes('--no-index'))?.environment
}

/** pip compares with Python's `os.devnull`, to the letter: anything else is one more file, beside the user's own. */
test.each([
  ['win32', 'nul'],
  ['linux', '/dev/null'],
  ['darwin', '/dev/null'],
] as const)('from a kit on %s, pip reads no settings of the user’s', async (platform, nothing) => {
  const environment = await surroundingsOfPip(platform)
  expect(environment).toMatchObject({ PIP_CONFIG_FILE: nothing })
  expect(environment).not.toHaveProperty('PIP_INDEX_URL')
})
