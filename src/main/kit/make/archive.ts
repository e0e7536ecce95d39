import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cancelled, Failure } from '../../../shared/errors'
import { digestOf } from '../digest'
import type { PublishedPython } from '../targets'
import { notWritten } from './destination'

export type Fetch = (url: string, signal: AbortSignal) => Promise<Response>

export interface ArchiveSource {
  /** A folder in which somebody has put what they downloaded themselves. */
  readonly given: string | undefined
  readonly fetch: Fetch
}

/** A line that brings nothing for so long has gone. */
const silence = 60_000

const notFetched = ({ url, file }: PublishedPython, why: string): Failure =>
  new Failure({
    code: 'PULL_FAILED',
    what: `The Python ${file} was not downloaded.`,
    why,
    fix: `Check the network and start the same command again. Behind a proxy: download ${url} with a browser, and name the folder that it lies in with --python FOLDER.`,
  })

/** The same, to somebody who has named a folder. */
const notGiven = (python: PublishedPython, given: string, isThere: boolean, error: Failure): Failure => {
  const { file, sha256, url } = python
  const found = isThere
    ? `${file} in ${given} is not it: its digest is not ${sha256}.`
    : `${given} holds no ${file}.`
  return new Failure(
    {
      ...error.info,
      why: `${found} ${error.info.why}`,
      fix: isThere
        ? `Download ${url} anew with a browser, to its end, in the place of that file; then start the same command again.`
        : `Download ${url} with a browser into that folder, and keep its name; then start the same command again.`,
    },
    { cause: error },
  )
}

/** Before anything is written: a folder that is named is to be one. */
export const demandGiven = async (given: string | undefined): Promise<void> => {
  if (given === undefined) return
  const there = await stat(given).catch(() => null)
  if (there?.isDirectory() === true) return
  throw new Failure({
    code: 'BAD_INPUT',
    what: 'The kit was not begun.',
    why: `${given} is no folder${there === null ? '; there is nothing of that name' : ''}.`,
    fix: 'Name with --python the folder that the downloaded Python lies in, not the file; or leave it out.',
  })
}

const has = async (file: string, sha256: string, signal: AbortSignal): Promise<boolean> =>
  (await stat(file).catch(() => null)) !== null && (await digestOf(file, signal)) === sha256

/** Tells each chunk as it comes; an answer that falls silent is given up. */
const heard = async function* (
  body: AsyncIterable<Uint8Array>,
  idle: { refresh: () => unknown },
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of body) {
    idle.refresh()
    done += chunk.length
    read(done)
    yield chunk
  }
}

const download = async (
  python: PublishedPython,
  file: string,
  fetch: Fetch,
  report: (done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<void> => {
  const stop = new AbortController()
  const end = (): void => stop.abort()
  signal.addEventListener('abort', end, { once: true })
  const idle = setTimeout(end, silence)
  try {
    const answer = await fetch(python.url, stop.signal)
    if (!answer.ok || answer.body === null)
      throw notFetched(python, `The server answered ${answer.status} ${answer.statusText}`.trim() + '.')
    const length = Number(answer.headers.get('content-length'))
    const total = Number.isSafeInteger(length) && length > 0 ? length : null
    const body: AsyncIterable<Uint8Array> = answer.body
    await pipeline(
      Readable.from(
        heard(body, idle, (done) => report(done, total)),
        { objectMode: false },
      ),
      createWriteStream(file),
      { signal: stop.signal },
    )
  } catch (error) {
    if (signal.aborted) throw cancelled('The kit was not made.')
    if (error instanceof Failure) throw error
    if (stop.signal.aborted) throw notFetched(python, `Nothing came for ${silence / 1000} s.`)
    if (error instanceof TypeError) throw notFetched(python, 'The server could not be reached.')
    throw notWritten(file, error)
  } finally {
    clearTimeout(idle)
    signal.removeEventListener('abort', end)
  }
}

/** However it came: a copy from a stick or a share is looked at, too. */
const demandWhole = async (python: PublishedPython, part: string, signal: AbortSignal): Promise<void> => {
  if (await has(part, python.sha256, signal)) return
  await rm(part, { force: true })
  throw notFetched(python, 'What came is not what was published: its digest is another.')
}

/** The Python of an earlier version of the program, or half of one. */
const clearOthers = async (folder: string, name: string): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries)
    if (entry.isFile() && entry.name !== name) await rm(path.join(folder, entry.name), { force: true })
}

/** Brings the archive into the folder, unless it is there: what counts is its digest, wherever it comes from. */
export const bringArchive = async (
  python: PublishedPython,
  folder: string,
  { given, fetch }: ArchiveSource,
  report: (done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<string> => {
  const file = path.join(folder, python.file)
  await clearOthers(folder, python.file)
  if (await has(file, python.sha256, signal)) return file
  await mkdir(folder, { recursive: true })
  const part = `${file}.part`
  const own = given === undefined ? undefined : path.join(given, python.file)
  if (own !== undefined && (await has(own, python.sha256, signal))) {
    await copyFile(own, part).catch((error: unknown) => {
      throw notWritten(part, error)
    })
    await demandWhole(python, part, signal)
  } else
    try {
      await download(python, part, fetch, report, signal)
      await demandWhole(python, part, signal)
    } catch (error) {
      if (given === undefined || own === undefined) throw error
      if (!(error instanceof Failure) || error.info.code !== 'PULL_FAILED') throw error
      throw notGiven(python, given, (await stat(own).catch(() => null)) !== null, error)
    }
  await rename(part, file)
  return file
}
