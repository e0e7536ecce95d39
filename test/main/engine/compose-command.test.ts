import { chmod, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandEnvironment, runDocker } from '../../../src/main/engine/compose-command'
import { processExists } from '../../../src/main/home/process-identity'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

describe('the environment of docker', () => {
  const made = commandEnvironment({
    file: '/opt/docker/bin/docker',
    host: 'unix:///mine.sock',
    environment: {
      PATH: '/usr/bin',
      COMPOSE_PROJECT_NAME: 'other',
      COMPOSE_FILE: 'other.yaml',
      DOCKER_HOST: 'tcp://elsewhere:2375',
      DOCKER_CONTEXT: 'elsewhere',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CONFIG: '/my/docker',
      HTTPS_PROXY: 'http://proxy:3128',
    },
  })

  it('names our engine and keeps the user’s settings of Compose out', () => {
    expect(made).toEqual({
      PATH: `/usr/bin${delimiter}/opt/docker/bin`,
      DOCKER_HOST: 'unix:///mine.sock',
      DOCKER_CONFIG: '/my/docker',
      HTTPS_PROXY: 'http://proxy:3128',
      COMPOSE_DISABLE_ENV_FILE: '1',
      DOCKER_CLI_HINTS: 'false',
    })
  })

  it('finds Windows’ own spelling of PATH', () => {
    const { Path } = commandEnvironment({ file: '/d/docker', host: 'x', environment: { Path: 'C:\\bin' } })
    expect(Path).toContain('C:\\bin')
  })
})

describe.skipIf(process.platform === 'win32')('running docker', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeEach(async () => {
    folder = await temporaryFolder('docker with a blank')
  })
  afterEach(() => folder.remove())

  /** A command `docker` that does what the script says. */
  const docker = async (script: string) => {
    const file = join(folder.folder, 'docker')
    await writeFile(file, `#!/bin/sh\n${script}\n`)
    await chmod(file, 0o755)
    return { file, host: 'unix:///x.sock', environment: process.env }
  }

  it('gives it arguments as they are, and the model on standard input', async () => {
    const command = await docker('printf "%s|" "$@"; cat')
    const result = await runDocker(command, ['a b', '$HOME', '"'], { input: 'model' }, never)
    expect(result).toEqual({ status: 0, output: 'a b|$HOME|"|model', lastLines: [] })
  })

  it('tells its lines as they come, and keeps the last', async () => {
    const lines: string[] = []
    const command = await docker('for i in 1 2 3; do echo "  line $i  " >&2; done; exit 7')
    const result = await runDocker(command, [], { onLine: (line) => lines.push(line) }, never)
    expect(result).toEqual({ status: 7, output: '', lastLines: ['line 1', 'line 2', 'line 3'] })
    expect(lines).toEqual(result.lastLines)
  })

  it('that is not there is a result', async () => {
    const command = { file: join(folder.folder, 'none'), host: 'x', environment: process.env }
    const result = await runDocker(command, [], {}, never)
    expect(result).toMatchObject({ status: null, lastLines: [expect.stringContaining('ENOENT')] })
  })

  it('ends it with all that it started when it is cancelled', async () => {
    const file = join(folder.folder, 'pid')
    const command = await docker(`sleep 100 & echo $! > "${file}"; echo up >&2; wait`)
    const controller = new AbortController()
    const running = runDocker(command, [], { onLine: () => controller.abort() }, controller.signal)
    await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    const pid = Number(await readFile(file, 'utf8'))
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => processExists(pid)).toBe(false)
  })

  it('does not begin once it is cancelled', async () => {
    const running = runDocker(await docker('echo x'), [], {}, AbortSignal.abort())
    await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
  })
})
