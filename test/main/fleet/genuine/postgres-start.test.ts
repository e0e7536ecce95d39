import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clusterIsMade } from '../../../../src/main/fleet/genuine/cluster-mark'
import { temporaryFolder } from '../../../support/temporary-folder'

const run = promisify(execFile)
const script = resolve(import.meta.dirname, '../../../../cfg/postgres-start.sh')
const never = new AbortController().signal

/** As the image's: a cluster that is there is served as it is, else one is made, which may be cut short. */
const entrypoint = `#!/bin/sh
set -eu
echo "serving $PGDATA for $*"
[ ! -e "$PGDATA/PG_VERSION" ] || exit 0
mkdir -p "$PGDATA"
[ -z "$(ls -A "$PGDATA")" ] || { echo "$PGDATA is not empty" >&2; exit 1; }
echo 15 >"$PGDATA/PG_VERSION"
[ -z "\${CUT:-}" ] || exit 9
echo whole >"$PGDATA/postgis"
`

describe.skipIf(process.platform === 'win32')('the start of PostgreSQL in its container', () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>
  let volume: string
  beforeEach(async () => {
    place = await temporaryFolder('volume')
    volume = join(place.folder, 'data')
    await mkdir(volume)
    await writeFile(join(place.folder, 'docker-entrypoint.sh'), entrypoint)
    await chmod(join(place.folder, 'docker-entrypoint.sh'), 0o755)
  })
  afterEach(() => place.remove())

  const environment = () => ({
    PATH: `${place.folder}:${process.env['PATH'] ?? ''}`,
    PGDATA: volume,
  })
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const options = { env: { ...environment(), ...more } }
    return (await run('sh', [script, 'postgres', '-c', 'max_connections=500'], options)).stdout
  }
  const exec = {
    exec: async (_service: string, [program = '', ...given]: readonly string[]) => {
      const { stdout, stderr } = await run(program, given, { env: environment() })
      return { status: 0, output: stdout, errors: stderr }
    },
  }
  const cluster = () => readdir(join(volume, 'cluster'))

  it('makes a cluster in a new volume, and serves it from then on', async () => {
    expect(await start()).toBe(`serving ${volume}/cluster for postgres -c max_connections=500\n`)
    await clusterIsMade(exec, never)
    await writeFile(join(volume, 'cluster', 'rows'), 'mine')
    expect(await start()).toBe(`serving ${volume}/cluster for postgres -c max_connections=500\n`)
    expect(await cluster()).toEqual(['PG_VERSION', 'postgis', 'rows'])
  })

  it('makes one anew whose making was cut short, however often', async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      await expect(start({ CUT: 'yes' })).rejects.toMatchObject({ code: 9 })
      expect(await cluster()).toEqual(['PG_VERSION'])
    }
    expect(await start()).toContain('it is made anew')
    expect(await cluster()).toEqual(['PG_VERSION', 'postgis'])
  })

  it('keeps what an earlier build has made in the volume itself, with and without its mark', async () => {
    for (const name of ['PG_VERSION', 'rows']) await writeFile(join(volume, name), 'earlier')
    expect(await start()).toBe(`serving ${volume} for postgres -c max_connections=500\n`)
    await writeFile(join(volume, 'realcave-made'), '')
    expect(await start()).toContain(`serving ${volume} for`)
    expect(await readFile(join(volume, 'rows'), 'utf8')).toBe('earlier')
  })

  it('removes nothing that it does not know: half a cluster or other files without the mark of ours', async () => {
    await writeFile(join(volume, 'precious'), 'theirs')
    await expect(start()).rejects.toMatchObject({ stderr: expect.stringContaining('is not empty') })
    expect(await readdir(volume)).toEqual(['precious'])
    await rm(join(volume, 'precious'))
    await mkdir(join(volume, 'cluster'))
    await writeFile(join(volume, 'cluster', 'PG_VERSION'), '15')
    await start()
    expect(await cluster()).toEqual(['PG_VERSION'])
  })

  it('keeps what is beside the mark out of what it removes', async () => {
    await expect(start({ CUT: 'yes' })).rejects.toMatchObject({ code: 9 })
    await writeFile(join(volume, 'beside'), 'kept')
    await start()
    expect(await readFile(join(volume, 'beside'), 'utf8')).toBe('kept')
  })

  it('a cluster is declared whole once, and again without harm', async () => {
    await start()
    await clusterIsMade(exec, never)
    await clusterIsMade(exec, never)
    expect(await readdir(volume)).toEqual(['cluster'])
  })
})

it('a mark that cannot be removed stops the start before anything is put into the cluster', async () => {
  const refusing = { exec: async () => ({ status: 1, output: '', errors: 'rm: Read-only file system\n' }) }
  await expect(clusterIsMade(refusing, never)).rejects.toMatchObject({
    info: { code: 'STEP_FAILED', why: expect.stringContaining('Read-only file system') },
  })
})
