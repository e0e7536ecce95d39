import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkCompose } from '../../../src/main/engine/compose'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  folder = await temporaryFolder('docker')
})
afterEach(() => folder.remove())

/** A command `docker` that says this. */
const docker = async (script: string) => {
  const file = join(folder.folder, 'docker')
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return { file, host: 'unix:///x.sock', environment: { PATH: '/bin:/usr/bin' } }
}
const missing = (what: string, why: RegExp, fix: RegExp) => ({
  info: { code: 'COMPOSE_MISSING', what, why: expect.stringMatching(why), fix: expect.stringMatching(fix) },
})

describe.skipIf(process.platform === 'win32')('Docker Compose', () => {
  it.each(['2.23.1', 'v2.40.3', '2.26.1-4', '2.100.0', '5.0.0'])('%s will do', async (version) => {
    expect(await checkCompose(await docker(`echo ${version}`), never)).toBe(version)
  })

  it.each(['2.23.0', '2.9.10', 'v1.29.2'])('%s is too old', async (version) => {
    await expect(checkCompose(await docker(`echo ${version}`), never, 'darwin')).rejects.toMatchObject(
      missing('Docker Compose is too old.', /2\.23\.1 or newer/, /Docker Desktop.*--fleet practice/),
    )
  })

  it.each([
    // As 28 and as 20.10 say it.
    [
      `echo "docker: unknown command: docker compose" >&2; echo >&2; echo "Run 'docker --help' for more information" >&2; exit 1`,
    ],
    [`echo "docker: 'compose' is not a docker command." >&2; echo "See 'docker --help'" >&2; exit 1`],
  ])('that is not there is told in the words that tell it: %s', async (script) => {
    await expect(checkCompose(await docker(script), never, 'linux')).rejects.toMatchObject(
      missing(
        'Docker Compose is not on this machine.',
        /unknown command: docker compose|not a docker command/,
        /docker-compose-plugin.*docker-compose-v2.*--fleet practice/,
      ),
    )
  })

  it('cannot be without the command that runs it', async () => {
    await expect(checkCompose(null, never, 'linux')).rejects.toMatchObject(
      missing('The command "docker" is not on this machine.', /An engine answers/, /docker-compose-plugin/),
    )
  })
})
