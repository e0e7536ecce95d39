import type { ComposeModel } from './compose-model'
import type { ForeignObject } from './engine'

export type DeclaredNames = Readonly<Record<ForeignObject['kind'], ReadonlySet<string>>>

type Given = Readonly<Record<string, unknown>> | null

/** A name of its own that the model gives to something, else the one that Compose makes up. */
const named = (given: Given, key: string, madeUp: string): string => {
  const own = given?.[key]
  return typeof own === 'string' ? own : madeUp
}

const inProject = (project: string, resources: Readonly<Record<string, Given>>): ReadonlySet<string> =>
  new Set(Object.entries(resources).map(([key, given]) => named(given, 'name', `${project}_${key}`)))

/**
 * The names of what Compose makes of a model. A volume that merely has one of them is adopted by it, with a warning that nobody
 * reads, and then written into.
 */
export const declaredNames = (
  project: string,
  { services, volumes, networks }: ComposeModel,
): DeclaredNames => {
  const usesDefault = Object.values(services).some(
    (service) => !('networks' in service) && !('network_mode' in service),
  )
  return {
    container: new Set(
      Object.entries(services).map(([service, given]) =>
        named(given, 'container_name', `${project}-${service}-1`),
      ),
    ),
    volume: inProject(project, volumes ?? {}),
    network: inProject(project, usesDefault ? { default: null, ...networks } : { ...networks }),
  }
}
