import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import { interpolate, type Variables } from './interpolate'

const service = z.looseObject({ image: z.string(), network_mode: z.string().optional() })
const composeFile = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), service),
  configs: z.record(z.string(), z.object({ file: z.string() })),
  networks: z.record(z.string(), z.looseObject({})),
  volumes: z.record(z.string(), z.looseObject({})),
})

/** What Docker Compose is given: one object, no file beside it. */
export interface ComposeModel {
  readonly name: string
  readonly services: Readonly<Record<string, z.infer<typeof service>>>
  readonly configs: Readonly<Record<string, { readonly content: string }>>
  readonly networks: Readonly<Record<string, object>>
  readonly volumes: Readonly<Record<string, object>>
}

export interface ModelOptions {
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  readonly project: string
  readonly port: number
  readonly postgresPassword: string
  /** Overrides of images: REALCAVE_MAT_IMAGE and so on. */
  readonly environment: Variables
}

/** Compose reads `$NAME` in every text as a variable of its own; whatever is one of ours is filled in already. */
const escapeDollars = (text: string): string => text.replaceAll('$', '$$$$')

const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]))
}

/** nginx sees a Host without a port where the port is HTTP's own. */
const bareHosts = (port: number): string => (port === 80 ? '127.0.0.1 0; localhost 0;' : '')

const fill = (text: string, { port, postgresPassword }: ModelOptions): string =>
  text
    .replaceAll('{{port}}', String(port))
    .replaceAll('{{postgres_password}}', postgresPassword)
    .replaceAll('{{bare_hosts}}', bareHosts(port))

const unreadable = (file: string, error: unknown): Failure =>
  new Failure(
    {
      code: 'INTERNAL',
      what: `${path.basename(file)} of this installation cannot be used.`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'Install RealCAVE again.',
    },
    { cause: error },
  )

/** The genuine fleet as it is to run: compose/compose.yaml with its variables, and with the files of cfg/ in it. */
export const composeModel = async (options: ModelOptions): Promise<ComposeModel> => {
  const file = path.join(options.folder, 'compose', 'compose.yaml')
  try {
    const variables: Variables = {
      ...options.environment,
      REALCAVE_PROJECT: options.project,
      REALCAVE_PORT: String(options.port),
    }
    const raw: unknown = parse(await readFile(file, 'utf8'), { merge: true })
    const filled = mapStrings(raw, (text) => escapeDollars(interpolate(text, variables)))
    const { configs, name, services, networks, volumes } = composeFile.parse(filled)
    const contents: Record<string, { readonly content: string }> = {}
    for (const [key, config] of Object.entries(configs)) {
      const text = await readFile(path.join(path.dirname(file), config.file), 'utf8')
      contents[key] = { content: escapeDollars(fill(text, options)) }
    }
    return { name, services, configs: contents, networks, volumes }
  } catch (error) {
    throw unreadable(file, error)
  }
}
