import { composeCore } from '../../../src/main/api/core'
import { runCli } from '../../../src/main/cli/run'
import type { Io } from '../../../src/main/cli/io'
import type { Home, Settings } from '../../../src/main/home/home'
import type { CommonOptions } from '../../../src/main/cli/session'
import { lifeAtFirst } from '../../../src/shared/domain/life'
import { fakeParts, type Fakes } from '../api/fake-core'

export interface Around {
  /** What a person types, line by line; undefined where nobody is there. */
  readonly typed?: readonly string[]
  readonly terminal?: boolean
  readonly signal?: AbortSignal
  readonly unread?: AbortSignal
  readonly folder?: string
  readonly resources?: string
}

export interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
  /** Standard output, parsed line by line. */
  readonly json: () => Record<string, unknown>[]
  readonly opened: readonly string[]
  readonly options: CommonOptions | undefined
}

const program = {
  version: '9.8.7',
  self: { file: 'node', arguments: ['realcave.mjs'] },
  manifest: '/package.json',
  command: ['realcave'],
  resources: '/resources',
  dashboard: '/dashboard',
  panel: '/nowhere',
}

/** Runs a command line over fakes. */
export const run = async (argv: readonly string[], fakes: Fakes = {}, around: Around = {}): Promise<Ran> => {
  const written = { out: '', err: '' }
  const lines = [...(around.typed ?? [])]
  const terminal = around.terminal ?? around.typed !== undefined
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text
    },
    isTerminal: terminal,
    columns: 100,
  })
  const io: Io = {
    stdout: sink('out'),
    stderr: sink('err'),
    interactive: around.typed !== undefined,
    line: async () => lines.shift() ?? null,
    signal: around.signal ?? new AbortController().signal,
    unread: around.unread ?? new AbortController().signal,
  }
  const parts = fakeParts(fakes)
  let seen: CommonOptions | undefined
  const folder = around.folder ?? '/home/of/tests'
  const home = (settings: Settings): Home => ({
    folder,
    settings,
    path: (...segments) => [folder, ...segments].join('/'),
    remembered: async () => settings,
    change: async (changes) => home({ ...settings, ...changes }),
  })
  const status = await runCli(argv, { ...program, resources: around.resources ?? program.resources }, io, {
    home: async (options) => {
      seen = options
      return home({
        id: '00000000-0000-4000-8000-000000000000',
        port: options.port ?? 8080,
        project: options.project ?? 'realcave',
        fleet: null,
        because: null,
        welcomed: true,
        kitLeft: false,
        panelPort: null,
        ...lifeAtFirst,
      })
    },
    core: async () => composeCore(parts),
  })
  return {
    status,
    ...written,
    json: () =>
      written.out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    opened: parts.opened,
    options: seen,
  }
}
