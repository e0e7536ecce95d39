import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { installerEnvironment, type Machine } from './machine'

/** A Python environment of this machine that is ready to be used. */
export interface HostPython {
  readonly place: 'host'
  readonly file: string
  readonly version: string
  readonly caveclient: string
  readonly folder: string
}

/** Written last: an environment without it, or with another hash, is not complete. */
const marker = z.object({ requirements: z.string(), python: z.string(), caveclient: z.string() })
export type Marker = z.infer<typeof marker>

export const markerName = 'realcave-complete.json'

export const hashOf = (requirements: string): string =>
  createHash('sha256').update(requirements.replaceAll('\r\n', '\n')).digest('hex')

export const pythonFile = (platform: NodeJS.Platform, folder: string): string =>
  platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')

const readMarker = async (folder: string): Promise<Marker | null> => {
  try {
    const parsed = marker.safeParse(JSON.parse(await readFile(join(folder, markerName), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Stats each file that the installer recorded: a deleted module shows in 0.2 s, where importing all takes a second or more. */
const lookAround = `
import importlib.metadata as m, os, sys
missing = [str(f) for d in m.distributions() for f in d.files or [] if f.suffix != ".pyc" and not os.path.exists(d.locate_file(f))]
sys.exit(f"missing: {missing[:3]}" if missing or not any(True for _ in m.distributions(name="caveclient")) else 0)
`

const importAll = `
import IPython, caveclient, pandas, platform
print(platform.python_version(), caveclient.__version__)
`

/** The first import of an environment compiles it: a minute on a laptop with a virus scanner. */
const importLimit = 180_000
const lookLimit = 30_000

/** The environment in `folder` if it is complete, made for these requirements, and none of its files is gone. */
export const checkEnvironment = async (
  machine: Machine,
  folder: string,
  hash: string,
  signal: AbortSignal,
): Promise<HostPython | null> => {
  const found = await readMarker(folder)
  if (found?.requirements !== hash) return null
  const file = pythonFile(machine.platform, folder)
  const outcome = await machine.run({
    file,
    arguments: ['-I', '-c', lookAround],
    environment: installerEnvironment(machine),
    limit: lookLimit,
    signal,
  })
  if (outcome.code !== 0) return null
  return { place: 'host', file, version: found.python, caveclient: found.caveclient, folder }
}

/** Imports everything once; what Python said if it could not. */
export const tryImports = async (
  machine: Machine,
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly python: string; readonly caveclient: string } | { readonly said: string }> => {
  const outcome = await machine.run({
    file: pythonFile(machine.platform, folder),
    arguments: ['-I', '-c', importAll],
    environment: installerEnvironment(machine),
    limit: importLimit,
    signal,
  })
  const [python, caveclient] = outcome.standardOutput.trim().split(' ')
  if (outcome.code !== 0 || python === undefined || caveclient === undefined) return { said: outcome.tail }
  return { python, caveclient }
}
