import { createHash } from 'node:crypto'
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createGzip } from 'node:zlib'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { onTestFinished } from 'vitest'
import type { KitManifest } from '../../../src/main/kit/kit-manifest'
import type { Installer } from '../../../src/main/kit/make/installers'
import { makeKit, type KitMaker, type KitOrder } from '../../../src/main/kit/make/make-kit'
import { ownTarget, targets } from '../../../src/main/kit/targets'
import { thisMachine, type Machine } from '../../../src/main/terminal/machine'
import { findPythons } from '../../../src/main/terminal/python-finder'
import { temporaryFolder } from '../../support/temporary-folder'

export const never = new AbortController().signal
export const shippedResources = path.resolve(import.meta.dirname, '../../../resources')

/** Kits bring a Python to this machine; on others these tests would have nothing to unpack. */
export const target = ownTarget() ?? 'linux-x64'

export const digest = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex')

const text = (content: string): Uint8Array => new TextEncoder().encode(content)

/** The smallest wheel that pip installs: one module that knows its version. */
const wheel = (name: string, version: string): Uint8Array => {
  const info = `${name}-${version}.dist-info`
  const files = {
    [`${name}/__init__.py`]: `__version__ = "${version}"\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  }
  const record = [...Object.keys(files), `${info}/RECORD`].map((file) => `${file},,`).join('\n')
  return zipSync(
    Object.fromEntries(
      [...Object.entries(files), [`${info}/RECORD`, record]].map(([file, content]) => [
        file,
        text(content ?? ''),
      ]),
    ),
  )
}

export interface Entry {
  readonly name: string
  readonly content?: string
  readonly mode?: number
  readonly linkname?: string
}

export const archive = async (file: string, entries: readonly Entry[]): Promise<void> => {
  const tar = pack()
  for (const { name, content = '', mode = 0o644, linkname } of entries)
    if (linkname === undefined) tar.entry({ name, mode }, content)
    else tar.entry({ name, type: 'symlink', linkname })
  tar.finalize()
  await pipeline(tar, createGzip(), createWriteStream(file))
}

export interface World {
  readonly folder: string
  /** Resources of a program whose terminal needs three small packages, and no network to get them. */
  readonly resources: string
  /** Where the archive lies that `--python` names. */
  readonly pythons: string
  readonly archiveFile: string
  readonly kit: string
  readonly machine: Machine
  /** Addresses that were asked for. */
  readonly fetched: string[]
  make(order?: Partial<KitOrder>, maker?: Partial<KitMaker>): Promise<KitManifest>
}

const packages = { caveclient: '8.2.1', IPython: '9.0', pandas: '2.3' } as const

/** Whatever would reach for the network finds a closed door. */
const without = (wheels: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: wheels,
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
})

/** Asked once: every Python of the machine is run to find it. */
let machinePythons: ReturnType<typeof findPythons> | undefined

/** A Python that stands by itself, as far as a test needs one: it hands on to this machine's. */
const pythonArchive = async (file: string): Promise<void> => {
  const found = (await (machinePythons ??= findPythons(thisMachine, never))).find(
    ({ suitable, venv }) => suitable && venv,
  )
  if (found === undefined) throw new Error('These tests need a Python that makes environments.')
  await archive(file, [
    { name: 'python/bin/python3.12', content: `#!/bin/sh\nexec ${found.file} "$@"\n`, mode: 0o755 },
    { name: 'python/bin/python3', linkname: 'python3.12' },
  ])
}

/** Real files, a real pip, no network. */
export const openWorld = async (): Promise<World> => {
  const { folder, remove } = await temporaryFolder('kit')
  onTestFinished(remove)
  const at = (...names: readonly string[]): string => path.join(folder, ...names)
  const resources = at('resources')
  for (const name of ['kit', 'lessons', 'classroom.schema.json'])
    await cp(path.join(shippedResources, name), path.join(resources, name), { recursive: true })
  await mkdir(path.join(resources, 'python', 'kit'), { recursive: true })
  await mkdir(at('index'))
  await mkdir(at('pythons'))

  const lines: string[] = []
  for (const [name, version] of Object.entries(packages)) {
    const content = wheel(name, version)
    await writeFile(at('index', `${name}-${version}-py3-none-any.whl`), content)
    lines.push(`${name}==${version} --hash=sha256:${digest(content)}`)
  }
  const archiveFile = at('pythons', 'python-test.tar.gz')
  await pythonArchive(archiveFile)
  const published = {
    file: path.basename(archiveFile),
    url: 'https://pythons.example/python-test.tar.gz',
    sha256: digest(await readFile(archiveFile)),
    platforms: ['any'],
  }
  await writeFile(
    path.join(resources, 'python', 'kit', 'pythons.json'),
    JSON.stringify({
      version: '3.12.0',
      targets: Object.fromEntries(targets.map((each) => [each, published])),
    }),
  )
  for (const each of targets)
    await writeFile(path.join(resources, 'python', 'kit', `${each}.txt`), `${lines.join('\n')}\n`)
  await writeFile(
    path.join(resources, 'python', 'requirements.txt'),
    Object.entries(packages)
      .map(([name, version]) => `${name}==${version}\n`)
      .join(''),
  )

  const machine: Machine = { ...thisMachine, environment: without(at('index')) }
  const fetched: string[] = []
  const kit = at('kit')
  return {
    folder,
    resources,
    pythons: at('pythons'),
    archiveFile,
    kit,
    machine,
    fetched,
    make: (order = {}, maker = {}) =>
      makeKit(
        {
          folder: kit,
          targets: [target],
          installers: [],
          pythons: at('pythons'),
          settings: undefined,
          lessons: [],
          images: null,
          ...order,
        },
        {
          resources,
          version: '1.2.3',
          machine,
          tools: at('tools'),
          fetch: async (url) => {
            fetched.push(url)
            return new Response(await readFile(archiveFile))
          },
          tell: () => undefined,
          ...maker,
        },
        never,
      ),
  }
}

export const lessonText = (id: string): string =>
  `id: ${id}\ntitle: Ours\nabout: A lesson of the class\nsteps:\n  - title: One\n    run: [x = 1]\n`

/** A file of that content beside the kit. */
export const given = async (world: World, name: string, content: string): Promise<string> => {
  const file = path.join(world.folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

export const installer = async (world: World, name: string, content: string): Promise<Installer> => {
  const file = await given(world, name, content)
  await chmod(file, 0o755)
  return { file, bytes: content.length, target: undefined }
}

/** Writes a file of the kit anew and its digest into the manifest, as who means harm would. */
export const forge = async (
  kit: string,
  change: (manifest: { files: { path: string; bytes: number; sha256: string }[] }) => void,
): Promise<void> => {
  const file = path.join(kit, 'kit.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  change(manifest)
  await writeFile(file, JSON.stringify(manifest))
}

export const everyFile = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).sort()
