import { composeOf } from '../../engine/compose'
import { linkTo } from '../../engine/engine-link'
import type { DockerEngine, DockerProject, EngineInfo } from '../../engine/engine'
import { remedyOf } from '../../engine/engine-starter'
import type { EngineSearch } from '../../engine/find-engine'
import { whereToGet } from '../../engine/no-engine'
import { ownElsewhere, type OwnElsewhere } from '../../engine/own-elsewhere'
import { abilitiesIn, type Abilities } from '../../engine/processor-flags'
import { surroundingsHere } from '../../engine/surroundings'
import type { CheckAction } from '../../../shared/domain/doctor'
import type { EngineStatus } from '../../../shared/domain/engine'

/** What one small container told of the machine that containers run on. */
export interface Inside {
  /** Null where it tells none, as where x86 is emulated. */
  readonly abilities: Abilities | null
  /** Bytes that images and volumes can still take. */
  readonly free: number
}

/** The engine of this machine, for as long as one round of checks lasts. */
export interface DockerHere {
  readonly engine: DockerEngine
  readonly project: DockerProject
  readonly info: EngineInfo
  readonly missingImages: readonly string[]
  /** Compose's version; fails with COMPOSE_MISSING. */
  readonly compose: (signal: AbortSignal) => Promise<string>
  /** Null while no image is there that could be asked. */
  readonly inside: (signal: AbortSignal) => Promise<Inside | null>
  /** What this home has left under another project name. */
  readonly elsewhere: (signal: AbortSignal) => Promise<readonly OwnElsewhere[]>
}

export interface DockerLook {
  readonly search: EngineSearch
  /** What can be done from here where none can be used. */
  readonly remedy: CheckAction | null
  /** Null where no engine answers. */
  readonly here: DockerHere | null
}

/** The genuine fleet's engine and project, as far as the checks ask them. */
export interface Opened {
  readonly engine: DockerEngine
  readonly project: DockerProject
}

/** Small, and among the first to be downloaded. */
const small = ['redis', 'gateway'] as const

const script = 'grep -m1 "^flags" /proc/cpuinfo; echo; df -Pk /'

/** What the script printed: a line of the processor's flags, then df's table in blocks of 1024 bytes. */
export const readInside = (output: string): Inside => {
  const blocks = /^\S+\s+\d+\s+\d+\s+(\d+)\s+\d+%/m.exec(output)?.[1] ?? '0'
  return { abilities: abilitiesIn(output), free: Number(blocks) * 1024 }
}

const remedies: Readonly<Record<EngineStatus['remedy'], (where: string) => CheckAction | null>> = {
  start: () => ({ name: 'engine.start' }),
  get: (where) => ({ name: 'page.open', page: where }),
  none: () => null,
}

/** Looks for the engine and asks it about itself, once for all checks. */
export const lookForDocker = async (
  find: () => Promise<EngineSearch>,
  open: () => Promise<Opened>,
  home: string,
  signal: AbortSignal,
): Promise<DockerLook> => {
  const search = await find()
  const around = await surroundingsHere()
  const remedy = remedies[remedyOf(around, search)](whereToGet(around))
  if (!search.found) return { search, remedy, here: null }
  const link = linkTo(search.address, around)
  const { docker } = link
  const { engine, project } = await open()
  const images = [...new Set(Object.values(project.images))]
  const [info, missingImages] = await Promise.all([engine.info(signal), engine.missingImages(images, signal)])
  const image = small
    .map((service) => project.images[service])
    .find((name) => name !== undefined && !missingImages.includes(name))
  let asked: Promise<Inside> | undefined
  const ask = async (name: string): Promise<Inside> =>
    readInside((await engine.runOnce(name, ['sh', '-c', script], signal)).output)
  return {
    search,
    remedy,
    here: {
      engine,
      project,
      info,
      missingImages,
      compose: (limited) => composeOf(link, limited),
      inside: async () => (image === undefined ? null : (asked ??= ask(image))),
      elsewhere: (limited) => ownElsewhere(docker, home, project.name, limited),
    },
  }
}
