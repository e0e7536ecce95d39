import { createHash } from 'node:crypto'
import { z } from 'zod'

const labels = z.record(z.string(), z.string())
const configReference = z.union([z.string(), z.looseObject({ source: z.string() })])

const serviceModel = z.looseObject({
  image: z.string(),
  labels: labels.optional(),
  configs: z.array(configReference).optional(),
})

const resource = z.looseObject({ labels: labels.optional() }).nullable()

/**
 * A Compose file whose variables are filled in. Only what is worked with here is looked at; all else is for Compose to judge.
 * Labels are maps, files are configs with their content.
 */
export const composeModel = z.looseObject({
  services: z.record(z.string(), serviceModel),
  networks: z.record(z.string(), resource).optional(),
  volumes: z.record(z.string(), resource).optional(),
  configs: z.record(z.string(), z.looseObject({ content: z.string().optional() })).optional(),
})

export type ComposeModel = z.infer<typeof composeModel>
type ServiceModel = z.infer<typeof serviceModel>
type Resource = z.infer<typeof resource>

/** Whose an object is. */
export const homeLabel = 'realcave.home'
/** What a container was made from. */
export const configurationLabel = 'realcave.configuration'

/** The same text for the same value, whatever the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** Compose itself makes a container anew for another model, but not in every version for another content of its files. */
const configurationOf = (service: ServiceModel, configs: ComposeModel['configs']): string => {
  const sources = (service.configs ?? []).map((each) => (typeof each === 'string' ? each : each.source))
  const files = sources.map((source) => [source, configs?.[source]?.content ?? null])
  return createHash('sha256').update(canonical({ service, files })).digest('hex')
}

export const configurations = (model: ComposeModel): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(model.services).map(([name, service]) => [name, configurationOf(service, model.configs)]),
  )

const owned = (resources: Readonly<Record<string, Resource>>, home: string): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(resources).map(([name, given]) => [
      name,
      { ...given, labels: { ...given?.labels, [homeLabel]: home } },
    ]),
  )

/** The model with our labels on everything that Compose makes of it, the network that nobody declares as well. */
export const labelled = (model: ComposeModel, home: string): ComposeModel => {
  const made = configurations(model)
  const services = Object.entries(model.services).map(([name, service]) => [
    name,
    {
      ...service,
      labels: { ...service.labels, [homeLabel]: home, [configurationLabel]: made[name] ?? '' },
    },
  ])
  return {
    ...model,
    services: Object.fromEntries(services),
    networks: owned({ default: {}, ...model.networks }, home),
    volumes: owned(model.volumes ?? {}, home),
  }
}

/** As JSON, which is YAML. Compose would fill in variables: every dollar is doubled, so that nginx.conf keeps its own. */
export const composeText = (model: ComposeModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('$', '$$$$') : value,
  )
