import { clock } from './checks/clock'
import { disk } from './checks/disk'
import { homeFolder } from './checks/home-folder'
import { kit } from './checks/kit'
import { leftovers } from './checks/leftovers'
import { localhost } from './checks/localhost'
import { memory } from './checks/memory'
import { port } from './checks/port'
import { postgres } from './checks/postgres'
import { proxy } from './checks/proxy'
import { python } from './checks/python'
import { runtime } from './checks/runtime'
import { dockerEngine } from './docker/engine'
import { dockerElsewhere } from './docker/elsewhere'
import { dockerImages } from './docker/images'
import { dockerProcessor } from './docker/processor'
import { dockerDisk, dockerMemory } from './docker/room'
import { backend, compose, drift, engineProxy, foreign } from './docker/settings'
import type { Preflight } from './preflight'

/** What is looked at, in the order in which it is shown. */
export const preflights: readonly Preflight[] = [
  runtime,
  homeFolder,
  disk,
  memory,
  port,
  postgres,
  python,
  kit,
  leftovers,
  clock,
  localhost,
  proxy,
  dockerEngine,
  compose,
  dockerMemory,
  dockerDisk,
  dockerImages,
  dockerProcessor,
  drift,
  // There is only one way to run Docker anywhere else.
  ...(process.platform === 'win32' ? [backend] : []),
  engineProxy,
  foreign,
  dockerElsewhere,
]
