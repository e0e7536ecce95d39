import { failed, passed, warning, type Preflight, type Verdict } from '../preflight'

const platforms: Readonly<Record<string, readonly string[]>> = {
  linux: ['x64', 'arm64'],
  darwin: ['x64', 'arm64'],
  win32: ['x64'],
}

/** The oldest Node of package.json's engines; inside Electron its own Node counts, which we ship. */
const oldest = [20, 19] as const

export interface Runtime {
  readonly platform: string
  readonly architecture: string
  readonly node: string
  readonly electron: string | undefined
  /** Whether Chromium was told to do without its sandbox, and not since root started it, for whom it has none. */
  readonly unsandboxed: boolean
}

/** What starts an AppImage adds the switch by itself, and says nothing of it. */
export const startedWithoutSandbox = (words: readonly string[], user: number | undefined): boolean =>
  words.includes('--no-sandbox') && user !== 0

export const judgeRuntime = ({ platform, architecture, node, electron, unsandboxed }: Runtime): Verdict => {
  const machine = `${platform} ${architecture}`
  if (!(platforms[platform] ?? []).includes(architecture)) {
    return failed(
      `RealCAVE does not run on ${machine}.`,
      'There is no embedded PostgreSQL for it.',
      'Use Windows x64, macOS or Linux (x64 or arm64).',
    )
  }
  if (electron !== undefined && unsandboxed) {
    return warning(
      'The panel’s pages run without Chromium’s sandbox.',
      'The program was started with --no-sandbox. An AppImage adds that by itself where the system lets no program make namespaces of its own: Ubuntu 23.10 and newer, hardened kernels.',
      'Everything works, and pages have no Node and load nothing from elsewhere all the same. docs/installer.md says how the sandbox is had there.',
    )
  }
  if (electron !== undefined) return passed(`Electron ${electron} on ${machine}.`)
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return failed(
      `Node ${node} is too old.`,
      `RealCAVE needs Node ${oldest.join('.')} or newer.`,
      'Install the current Node LTS from https://nodejs.org.',
    )
  }
  return passed(`Node ${node} on ${machine}.`)
}

export const runtime: Preflight = {
  id: 'runtime',
  title: 'Platform',
  look: async () =>
    judgeRuntime({
      platform: process.platform,
      architecture: process.arch,
      node: process.versions.node,
      electron: process.versions['electron'],
      unsandboxed: startedWithoutSandbox(process.argv, process.getuid?.()),
    }),
}
