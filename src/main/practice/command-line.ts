import type { PortHolder } from '../machine/port-holder'

/** What the practice process of a home is started with. */
export const practiceArguments = (homeFolder: string, port: number): readonly string[] => [
  'practice-process',
  '--home',
  homeFolder,
  '--port',
  String(port),
]

/** Windows tells an argument with blanks in quotes, other systems as it is. */
const ofHome = / practice-process --home (?:"([^"]+)"|(.+)) --port \d+(?:\s|$)/s

/** The home that a command line with those arguments belongs to; undefined for any other, and where the system tells names alone. */
export const homeIn = (command: string): string | undefined => {
  const [, quoted, plain] = ofHome.exec(command) ?? []
  return quoted ?? plain
}

export interface PortUse {
  readonly why: string
  readonly fix: string
}

const longest = 200

/** Who holds a port, and how it is freed. */
export const portUse = (holder: PortHolder | undefined): PortUse => {
  if (holder === undefined)
    return {
      why: 'Another program listens there; the system does not tell which (it may be another user’s).',
      fix: 'End that program, or use another port: --port N.',
    }
  const home = homeIn(holder.command)
  return home === undefined
    ? {
        why: `Process ${String(holder.pid)} listens there: ${holder.command.slice(0, longest)}`,
        fix: 'End that program, or use another port: --port N.',
      }
    : {
        why: `Process ${String(holder.pid)} listens there: the practice fleet of the home ${home}.`,
        fix: `Stop that fleet with realcave down --home ${/\s/.test(home) ? `"${home}"` : home}, or use another port: --port N.`,
      }
}
