import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import { composeModel, type ComposeModel } from '../../engine/compose-model'
import { securityHeaders } from '../../pages/content-security-policy'
import { interpolate, variableOf, type Variables } from './interpolate'

export interface ModelOptions {
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  readonly project: string
  readonly port: number
  readonly postgresPassword: string
  /** Overrides of images: REALCAVE_MAT_IMAGE and so on. */
  readonly environment: Variables
}

export interface FleetModel {
  readonly model: ComposeModel
  /** The variable that overrides an image, by the image that is named now. */
  readonly variables: Readonly<Record<string, string>>
}

const written = z.looseObject({
  services: z.record(z.string(), z.looseObject({ image: z.string() })),
  configs: z.record(z.string(), z.object({ file: z.string() })),
})

const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !key.startsWith('x-'))
  return Object.fromEntries(entries.map(([key, each]) => [key, mapStrings(each, change)]))
}

/** A browser leaves HTTP's own port out of the Host. */
const bareHosts = (port: number): string => (port === 80 ? '127.0.0.1 0; localhost 0;' : '')

/** Where annotation listens in its namespace, which has a listener on its loopback at the fleet's own port as well. */
const annotationPort = (port: number): string => (port === 80 ? '8081' : '80')

/** What every page is sent with, as nginx has it said; at the depth at which the file has it. */
const pageHeaders = Object.entries(securityHeaders)
  .map(([name, value]) => `      add_header ${name} "${value}";`)
  .join('\n')

const fill = (text: string, { port, postgresPassword }: ModelOptions): string =>
  text
    .replaceAll('{{port}}', String(port))
    .replaceAll('{{postgres_password}}', postgresPassword)
    .replaceAll('{{bare_hosts}}', bareHosts(port))
    .replaceAll('{{annotation_port}}', annotationPort(port))
    .replaceAll('{{page_headers}}', pageHeaders)

const read = async (options: ModelOptions): Promise<FleetModel> => {
  const folder = path.join(options.folder, 'compose')
  const raw: unknown = parse(await readFile(path.join(folder, 'compose.yaml'), 'utf8'), { merge: true })
  const variables: Variables = {
    ...options.environment,
    REALCAVE_PROJECT: options.project,
    REALCAVE_PORT: String(options.port),
    REALCAVE_ANNOTATION_PORT: annotationPort(options.port),
  }
  const filled = mapStrings(raw, (text) => interpolate(text, variables))
  const contents: Record<string, { readonly content: string }> = {}
  for (const [name, { file }] of Object.entries(written.parse(filled).configs))
    contents[name] = { content: fill(await readFile(path.join(folder, file), 'utf8'), options) }
  const images = Object.values(written.parse(raw).services).flatMap(({ image }) => {
    const variable = variableOf(image)
    return variable === undefined ? [] : [[interpolate(image, variables), variable]]
  })
  return {
    model: composeModel.parse({ ...z.looseObject({}).parse(filled), configs: contents }),
    variables: Object.fromEntries(images),
  }
}

/** The genuine fleet as it is to run: compose/compose.yaml with its variables, and the files of cfg/ in it. */
export const readModel = async (options: ModelOptions): Promise<FleetModel> => {
  try {
    return await read(options)
  } catch (error) {
    throw new Failure(
      {
        code: 'INTERNAL',
        what: 'The description of the genuine fleet cannot be used.',
        why: error instanceof Error ? error.message : String(error),
        fix: 'Look at the variables that begin with REALCAVE_, else install RealCAVE again.',
      },
      { cause: error },
    )
  }
}
