import type { ForeignObject } from '../../engine/engine'
import { foreignFailure } from '../../engine/foreign-failure'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

const tell = (objects: readonly ForeignObject[]): string =>
  objects
    .map(({ kind, name, origin }) => `${kind} ${name}${origin === null ? '' : ` (made by ${origin})`}`)
    .join(', ')

/**
 * The original set-up by hand has the same project and container names: its objects are never adopted, made anew or removed
 * (CAVE-FACTS 10: two folders with one project name fight over the same containers).
 */
export const ownership = ({ project }: GenuineParts): Step<Fleet> => ({
  id: 'ownership',
  title: 'Nothing of others in the way',
  needs: [],
  limit: { milliseconds: 30_000, reason: 'the engine lists its objects within a second' },
  probe: async (_fleet, signal) => {
    const objects = await project.foreign(signal)
    return objects.length === 0
      ? { holds: true, detail: `The project ${project.name} is ours.` }
      : { holds: false, detail: `Not ours: ${tell(objects)}.` }
  },
  act: async (_fleet, _report, signal) => {
    const objects = await project.foreign(signal)
    throw foreignFailure(project.name, objects)
  },
  explain: explainAs(
    'The objects of the project could not be listed.',
    'Check that Docker runs, then retry.',
  ),
})
