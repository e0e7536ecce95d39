import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** The machines that a kit can bring a Python to. */
export const targets = ['win-x64', 'linux-x64', 'mac-arm64'] as const
export type Target = (typeof targets)[number]

const shortNames: Readonly<Record<string, Target>> = { win: 'win-x64', linux: 'linux-x64', mac: 'mac-arm64' }
export const systems = Object.keys(shortNames)

export const targetOf = (system: string): Target | undefined => shortNames[system]

/** As people call the machines of a target. */
export const systemNames: Readonly<Record<Target, string>> = {
  'win-x64': 'Windows',
  'linux-x64': 'Linux',
  'mac-arm64': 'macOS',
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/\.exe$/i, 'win'],
  [/\.AppImage$/i, 'linux'],
  [/\.dmg$/i, 'mac'],
]

/** The system that a file of this name is an installer for; undefined where it is none. */
export const installerSystem = (name: string): string | undefined =>
  endings.find(([ending]) => ending.test(name))?.[1]

/** The target that this machine is; undefined where kits bring no Python for it. */
export const ownTarget = (
  platform: string = process.platform,
  architecture: string = process.arch,
): Target | undefined => {
  const system = { win32: 'win', linux: 'linux', darwin: 'mac' }[platform] ?? platform
  return targets.find((target) => target === `${system}-${architecture}`)
}

const published = z.object({
  file: z.string().regex(/^[\w.+-]+$/),
  url: z.url({ protocol: /^https$/ }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What pip calls the systems whose wheels run there. */
  platforms: z.array(z.string()).min(1),
})
export type PublishedPython = z.infer<typeof published>

const pythons = z.object({
  version: z.string().regex(/^3\.\d+\.\d+$/),
  targets: z.record(z.enum(targets), published),
})

/** The Pythons that this version of the program brings into kits and takes from them, with their digests. */
export const readPythons = async (resources: string): Promise<z.infer<typeof pythons>> =>
  pythons.parse(JSON.parse(await readFile(path.join(resources, 'python', 'kit', 'pythons.json'), 'utf8')))

export const lockFile = (resources: string, target: Target): string =>
  path.join(resources, 'python', 'kit', `${target}.txt`)

/** The digests that the wheels of a target have. */
export const readLock = async (resources: string, target: Target): Promise<readonly string[]> =>
  (await readFile(lockFile(resources, target), 'utf8'))
    .split('\n')
    .flatMap((line) => /^[\w.-]+==\S+ --hash=sha256:([0-9a-f]{64})\s*$/.exec(line)?.[1] ?? [])
