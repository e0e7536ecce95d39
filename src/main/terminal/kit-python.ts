import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Headers } from 'tar-stream'
import { Failure } from '../../shared/errors'
import { fileReason } from '../home/file-failure'

/** A Python and its wheels for this machine, as a classroom's kit brings them. Their digests are the program's own, not the kit's. */
export interface KitPython {
  /** The kit's folder, for words. */
  readonly kit: string
  /** A CPython that stands by itself, as tar.gz: all in a folder `python`. */
  readonly archive: string
  readonly sha256: string
  readonly wheels: string
  /** Requirements with the digest of each wheel. */
  readonly lock: string
}

/** Those that are published have 25 to 35 MB. */
const mostBytes = 200_000_000

export const kitDamaged = (kit: string, what: string, why: string): Failure =>
  new Failure({
    code: 'KIT_INVALID',
    what,
    why,
    fix: `Look which part of the kit it is: "realcave kit check ${kit}"; then copy the kit again, whole, or make it anew.`,
  })

/** From one reading: what is checked is what is unpacked, also where the file is exchanged meanwhile. */
const readArchive = async ({ kit, archive, sha256 }: KitPython, what: string): Promise<Buffer> => {
  let content: Buffer
  try {
    const { size } = await stat(archive)
    if (size > mostBytes) throw kitDamaged(kit, what, `${archive} has ${size} bytes: more than any Python.`)
    content = await readFile(archive)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw kitDamaged(kit, what, `${archive} could not be read: ${fileReason(error)}`)
  }
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw kitDamaged(
      kit,
      what,
      `${archive} is not the Python that this version of RealCAVE was made for: it is damaged, or of another version's kit.`,
    )
  return content
}

const inside = (folder: string, name: string): string => {
  const file = path.resolve(folder, name)
  if (file === folder || file.startsWith(folder + path.sep)) return file
  throw new Error(`it holds a name that leads out of its folder: ${name}`)
}

const write = async (folder: string, { name, type, mode, linkname }: Headers, content: Readable) => {
  const file = inside(folder, name)
  if (type === 'directory') {
    content.resume()
    await mkdir(file, { recursive: true })
    return
  }
  await mkdir(path.dirname(file), { recursive: true })
  if (type === 'symlink') {
    content.resume()
    const target = linkname ?? ''
    inside(folder, path.isAbsolute(target) ? target : path.join(path.dirname(name), target))
    await symlink(target, file)
    return
  }
  await pipeline(content, createWriteStream(file, { flags: 'wx', mode: (mode ?? 0o644) & 0o755 }))
}

const unpack = async (content: Buffer, folder: string): Promise<void> => {
  const sink = extract()
  sink.on('entry', (header, stream, next) => {
    const take = async (): Promise<void> => {
      try {
        await write(folder, header, stream)
      } catch (error) {
        next(error)
        return
      }
      next()
    }
    void take()
  })
  await pipeline(Readable.from([content], { objectMode: false }), createGunzip(), sink)
}

/** The Python of the kit below `tools`, unpacked where it is not yet; answers with its program. */
export const unpackPython = async (
  given: KitPython,
  tools: string,
  platform: NodeJS.Platform,
  what: string,
): Promise<string> => {
  const folder = path.join(tools, 'interpreters', `kit-${given.sha256.slice(0, 12)}`)
  const program =
    platform === 'win32'
      ? path.join(folder, 'python', 'python.exe')
      : path.join(folder, 'python', 'bin', 'python3')
  if ((await stat(program).catch(() => null)) !== null) return program
  const content = await readArchive(given, what)
  const temporary = `${folder}.${randomUUID()}.tmp`
  try {
    await mkdir(temporary, { recursive: true })
    await unpack(content, temporary)
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
    throw kitDamaged(given.kit, what, `${given.archive} could not be unpacked: ${fileReason(error)}`)
  }
  if ((await stat(program).catch(() => null)) !== null) return program
  throw kitDamaged(given.kit, what, `${given.archive} holds no ${path.relative(folder, program)}.`)
}
