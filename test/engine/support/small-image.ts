import type Docker from 'dockerode'
import { execFile } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { pack } from 'tar-stream'

const run = promisify(execFile)

/** What the programs of these tests' containers are made of: a shell and a handful of tools of this machine. */
const programs = ['sh', 'sleep', 'cat', 'grep', 'id', 'ls', 'mkdir']

/** Carried by every image that these tests make: only those are removed. */
export const testLabel = 'realcave.test'

const librariesOf = async (file: string): Promise<readonly string[]> => {
  const { stdout } = await run('ldd', [file])
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].flatMap(([, library]) => library ?? [])
}

/** An image of a few megabytes, made of what is here: these tests need no registry. */
export const makeImage = async (docker: Docker, name: string, note = ''): Promise<void> => {
  const binaries = programs.map((program) => `/usr/bin/${program}`)
  const libraries = new Set((await Promise.all(binaries.map(librariesOf))).flat())
  const packer = pack()
  for (const folder of ['etc', 'tmp', 'proc', 'data'])
    packer.entry({ name: `${folder}/`, type: 'directory', mode: 0o777 })
  packer.entry({ name: 'etc/passwd' }, 'root:x:0:0::/:/bin/sh\n')
  packer.entry({ name: 'note', mode: 0o444 }, note)
  for (const file of binaries)
    packer.entry({ name: `bin/${file.split('/').at(-1)}`, mode: 0o755 }, await readFile(await realpath(file)))
  for (const file of libraries)
    packer.entry({ name: file.slice(1), mode: 0o755 }, await readFile(await realpath(file)))
  packer.finalize()
  const [repo, tag] = name.split(':')
  const stream = await docker.importImage(Readable.from(packer), {
    repo,
    tag,
    changes: [
      `LABEL ${testLabel}=true`,
      'CMD ["/bin/sh", "-c", "trap \\"exit 0\\" TERM; while :; do sleep 0.1; done"]',
      'ENV PATH=/bin',
    ],
  })
  for await (const _ of stream);
}

export const removeImage = async (docker: Docker, name: string): Promise<void> => {
  const { Config } = await docker.getImage(name).inspect()
  if (Config.Labels?.[testLabel] !== 'true') throw new Error(`${name} is not of these tests.`)
  await docker.getImage(name).remove({ force: true })
}
