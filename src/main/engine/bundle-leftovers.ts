import { createHash, randomUUID } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { systemCode } from '../home/file-failure'
import { processExists } from '../home/process-identity'
import { readBundle } from './bundle-manifest'
import { exists } from '../machine/exists'

/** A stick or a folder of the network is written from more than one machine: only this one's processes can be looked for here. */
const machine = createHash('sha256').update(`${process.platform} ${hostname()}`).digest('hex').slice(0, 8)

const ending = /^([0-9a-f]{8})-(\d+)-[0-9a-f-]{36}\.tmp(\.old)?$/

/** Where a bundle is written before it takes its place, beside it. The name tells who writes it. */
export const temporaryFor = (bundle: string, pid = process.pid): string => {
  const { dir, base } = path.parse(path.resolve(bundle))
  return path.join(dir, `.${base}.${machine}-${String(pid)}-${randomUUID()}.tmp`)
}

const oldOf = (temporary: string): string => `${temporary}.old`

/** Under its temporary name the bundle is complete; only then is an older one taken away. */
export const putInPlace = async (temporary: string, bundle: string): Promise<void> => {
  const old = oldOf(temporary)
  const replaces = await exists(bundle)
  if (replaces) await rename(bundle, old)
  await rename(temporary, bundle)
  if (replaces) await rm(old, { recursive: true, force: true })
}

/** What processes that have ended have left beside a bundle. */
const leftBeside = async (bundle: string): Promise<readonly string[]> => {
  const { dir, base } = path.parse(path.resolve(bundle))
  const prefix = `.${base}.`
  const names = await readdir(dir).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => {
      if (!name.startsWith(prefix)) return false
      const [, of, pid] = ending.exec(name.slice(prefix.length)) ?? []
      return of === machine && !processExists(Number(pid))
    })
    .map((name) => path.join(dir, name))
}

const isWhole = (folder: string): Promise<boolean> =>
  readBundle(folder).then(
    () => true,
    () => false,
  )

/**
 * Ends what a save was killed in. Between the two renames the bundle has no name that a person knows: the new one is put into its place,
 * or else the one that it was to replace.
 */
export const putBack = async (bundle: string): Promise<void> => {
  if (await exists(bundle)) return
  const left = await leftBeside(bundle)
  // The new one first: its name is the shorter one.
  for (const each of [...left].sort((one, other) => one.length - other.length)) {
    if (!(await isWhole(each))) continue
    await rename(each, bundle)
    return
  }
}

/** Frees the gigabytes of saves that were killed, after what was whole in them has been put back. */
export const clearLeftovers = async (bundle: string): Promise<void> => {
  await putBack(bundle)
  for (const each of await leftBeside(bundle)) await rm(each, { recursive: true, force: true })
}
