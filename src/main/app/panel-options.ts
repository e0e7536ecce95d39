import { parseArgs } from 'node:util'
import { fleetKind, type FleetKind } from '../../shared/domain/fleet'
import { Failure } from '../../shared/errors'

export interface PanelOptions {
  readonly home?: string | undefined
  readonly port?: number | undefined
  readonly project?: string | undefined
  readonly fleet?: FleetKind | undefined
}

const badOption = (name: string, value: string, wanted: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `${`--${name} ${value}`.trimEnd()} cannot be used.`,
    why: `It must be ${wanted}.`,
    fix: 'Start the panel again with another value, or without the option.',
  })

const readPort = (text: string): number => {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw badOption('port', text, 'a whole number from 1 to 65535')
}

const readFleet = (text: string): FleetKind => {
  const fleet = fleetKind.safeParse(text)
  if (fleet.success) return fleet.data
  throw badOption('fleet', text, 'genuine or practice')
}

const readProject = (text: string): string => {
  if (/^[a-z0-9][a-z0-9_-]{0,62}$/.test(text)) return text
  throw badOption(
    'project',
    text,
    'lower-case letters, digits, "-" and "_", and begin with a letter or digit',
  )
}

/** The options of the window; switches of Chromium's own stand among them and are passed over. */
export const readPanelOptions = (words: readonly string[]): PanelOptions => {
  const { values } = parseArgs({
    args: [...words],
    strict: false,
    options: {
      home: { type: 'string' },
      port: { type: 'string' },
      project: { type: 'string' },
      fleet: { type: 'string' },
    },
  })
  const text = (name: keyof PanelOptions): string | undefined => {
    const value = values[name]
    if (value === undefined) return undefined
    // A value that was forgotten: Node takes the next option for it, or tells true.
    if (typeof value !== 'string' || value.startsWith('-')) throw badOption(name, '', 'followed by its value')
    return value
  }
  const [home, port, project, fleet] = [text('home'), text('port'), text('project'), text('fleet')]
  return {
    home,
    project: project === undefined ? undefined : readProject(project),
    port: port === undefined ? undefined : readPort(port),
    fleet: fleet === undefined ? undefined : readFleet(fleet),
  }
}
