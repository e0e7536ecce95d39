import { openEngine } from '../../engine/docker-engine'
import { linkTo } from '../../engine/engine-link'
import type { DockerEngine, DockerProject } from '../../engine/engine'
import type { EngineSearch } from '../../engine/find-engine'
import { openProject } from '../../engine/project'
import { surroundingsHere } from '../../engine/surroundings'
import { openBroughtImages } from '../../home/brought-images'
import type { Home } from '../../home/home'
import { homeSecret } from '../../home/secret'
import type { Fleet } from '../fleet'
import { fromBundle } from '../images/from-bundle'
import { readModel } from './fleet-model'
import { createGenuineFleet } from './genuine-fleet'
import { openPortTrouble } from './port-trouble'
import { openProcessor } from './processor'
import { openSupply, type Supply } from './supply'

/** The genuine fleet on this machine's engine, not started. */
export interface Genuine {
  readonly engine: DockerEngine
  readonly project: DockerProject
  readonly supply: Supply
  readonly fleet: Fleet
}

export interface GenuineSource {
  readonly home: Home
  readonly find: () => Promise<EngineSearch>
  /** The folder that holds `compose` and `cfg`. */
  readonly folder: string
  /** The folder of the built dashboard. */
  readonly dashboard: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A bundle of images that is at hand, as in a classroom's kit; null where there is none. */
  readonly bundle?: () => Promise<string | null>
}

/** The engine that has just answered tells its name at once. */
const recallMilliseconds = 10_000

/** Small, and among the first to be downloaded. */
const small = ['redis', 'gateway'] as const

/** Finds the engine; fails with the reason where none can be used. */
export const openGenuine = async ({
  home,
  find,
  folder,
  dashboard,
  environment,
  bundle = async () => null,
}: GenuineSource): Promise<Genuine> => {
  const search = await find()
  if (!search.found) throw search.failure
  const { port, project: name, id } = home.settings
  const postgresPassword = await homeSecret(home, 'postgres')
  const { model, variables } = await readModel({ folder, project: name, port, postgresPassword, environment })
  const link = linkTo(search.address, await surroundingsHere())
  const engine = openEngine({
    link,
    home: id,
    variableOf: (image) => variables[image],
    brought: openBroughtImages(home),
  })
  const imageOf = (service: string): string | readonly string[] => model.services[service]?.image ?? []
  const demanding = model.services['mat']?.image ?? ''
  const processor = openProcessor({ engine, home, small: small.flatMap(imageOf), demanding })
  await processor.recall(AbortSignal.timeout(recallMilliseconds))
  const offline = fromBundle(engine, bundle)
  const supply = openSupply({ engine, processor, model, demanding, home: id, environment, offline })
  const project = openProject({ link, name, home: id, folder: home.folder, model: () => supply.model() })
  const portTrouble = openPortTrouble({ project, engine, port, homeFolder: home.folder })
  const given = { supply, project, port, postgresPassword, portTrouble, folder, dashboard }
  return { engine, project, supply, fleet: createGenuineFleet(given) }
}
