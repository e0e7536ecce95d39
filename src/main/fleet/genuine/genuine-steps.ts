import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { annotationTable } from '../steps/annotation-table'
import { firstVersion } from '../steps/first-version'
import { goldenCopies } from '../steps/golden-copies'
import { graph } from '../steps/graph'
import { leftovers } from '../steps/leftovers'
import { resetFinished } from '../steps/reset-finished'
import { roles } from '../steps/roles'
import { annotation } from './annotation'
import { appStep } from './app-step'
import { backing } from './backing'
import { compose } from './compose'
import { databases } from './databases'
import { datastack } from './datastack'
import { images } from './images'
import { info } from './info'
import { ownership } from './ownership'
import type { GenuineParts } from './parts'
import { port } from './port'
import type { PortTrouble } from './port-trouble'
import { postgres } from './postgres'
import { servedFiles } from './served-files'
import { settled } from './settled'
import { worker } from './worker-step'

const pcg = (parts: GenuineParts): Step<Fleet> =>
  appStep(parts, {
    id: 'pcg',
    title: 'PyChunkedGraph',
    needs: ['backing'],
    limit: { milliseconds: 180_000, reason: 'it starts in 2 s, on a slow machine in a minute' },
    services: ['pcg'],
    // The table's own info would do no good here: it is cached and says nothing of the graph.
    paths: ['/segmentation/api/version'],
    failure: { what: 'PyChunkedGraph did not start.', fix: 'Look at the log of pcg, then retry.' },
  })

/** Needs neither info nor annotation to start, and takes longest: side by side with them it costs nothing (CAVE-FACTS 9). */
const materialization = (parts: GenuineParts): Step<Fleet> =>
  appStep(parts, {
    id: 'materialization',
    title: 'MaterializationEngine',
    needs: ['databases'],
    limit: { milliseconds: 300_000, reason: 'it imports for 8 s, on a slow machine for minutes' },
    services: ['mat'],
    paths: ['/materialize/version'],
    failure: {
      what: 'MaterializationEngine did not start.',
      fix: 'Look at the log of mat, then retry.',
    },
  })

/** The services, up and with their data: the original's eight steps and what has to come before them. */
const serviceSteps = (parts: GenuineParts, portTrouble: PortTrouble): readonly Step<Fleet>[] => [
  compose(parts),
  port(portTrouble),
  ownership(parts),
  images(parts),
  backing(parts),
  postgres(parts),
  roles(['postgres']),
  leftovers(['roles']),
  databases(parts),
  info(parts),
  datastack(parts),
  annotation(parts),
  pcg(parts),
  servedFiles(parts),
  graph(['pcg', 'served-files']),
  materialization(parts),
  worker(parts),
  settled(parts),
]

/** What the services are given to show: the same in both kinds of fleet. */
const contentSteps = (): readonly Step<Fleet>[] => [
  annotationTable(['settled']),
  firstVersion(['annotation-table', 'graph', 'materialization', 'worker']),
  goldenCopies(['first-version']),
  resetFinished(['golden-copies']),
]

/** What can be seen to while another fleet runs: images of gigabytes, and whatever would make their download a waste. */
export const genuinePreliminaries = ['compose', 'port', 'ownership', 'images'] as const

/** The genuine fleet's bootstrap. */
export const genuineSteps = (parts: GenuineParts, portTrouble: PortTrouble): readonly Step<Fleet>[] => [
  ...serviceSteps(parts, portTrouble),
  ...contentSteps(),
]
