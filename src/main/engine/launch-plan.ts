import { Failure } from '../../shared/errors'
import type { Installed } from './installed'
import type { Surroundings } from './surroundings'
import { isOfWindows } from './windows-command'

/** One way to start Docker Desktop. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  /** It is the program itself, which runs on: only whether it began can be told. */
  readonly stays: boolean
}

const startIt = ['desktop', 'start', '--detach'] as const

const byHand = (why: string, fix: string): Failure =>
  new Failure({
    code: 'ENGINE_MISSING',
    what: 'The Docker engine cannot be started from here.',
    why,
    fix,
  })

/** Programs of Windows' are run from WSL like those of Linux; the command of Linux does not reach over. */
const fromWsl = (surroundings: Surroundings, { cli, desktop }: Installed): readonly Launch[] => {
  const own =
    cli !== null && isOfWindows(surroundings, cli) ? [{ file: cli, arguments: startIt, stays: false }] : []
  const plan = [...own, ...(desktop === null ? [] : [{ file: desktop, arguments: [], stays: true }])]
  if (plan.length > 0) return plan
  throw byHand(
    'This is WSL: the engine is Docker Desktop’s, on Windows, where it was not found.',
    'Start Docker Desktop on Windows, with its WSL integration for this distribution switched on, or run RealCAVE on Windows.',
  )
}

/** Docker Desktop's own command came with 4.37; where it is missing or fails, the program itself is opened. */
export const launchPlan = (surroundings: Surroundings, { cli, desktop }: Installed): readonly Launch[] => {
  const { platform, wsl } = surroundings
  if (wsl) return fromWsl(surroundings, { cli, desktop })
  if (desktop === null) {
    throw platform === 'linux'
      ? byHand(
          'It is a service of the system, which only an administrator may start.',
          'Start it with "sudo systemctl start docker"; "sudo systemctl enable docker" starts it with the machine.',
        )
      : byHand('Docker Desktop was not found where it is usually installed.', 'Start it by hand.')
  }
  const own = cli === null ? [] : [{ file: cli, arguments: startIt, stays: false }]
  if (platform === 'win32') return [...own, { file: desktop, arguments: [], stays: true }]
  return platform === 'darwin'
    ? [...own, { file: '/usr/bin/open', arguments: ['-g', '-a', desktop], stays: false }]
    : [...own, { file: 'systemctl', arguments: ['--user', 'start', 'docker-desktop'], stays: false }]
}
