import type { OwnElsewhere } from '../../engine/own-elsewhere'
import { passed, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'

export const judgeElsewhere = (project: string, objects: readonly OwnElsewhere[]): Verdict => {
  if (objects.length === 0) return passed('This home has nothing under another project name.')
  const others = [...new Set(objects.map(({ project: name }) => name))]
  return warning(
    `This home has left something under another project name: ${others.join(', ')}.`,
    `The project is ${project} now, and these are reached by nothing any more: ${objects.map(({ name }) => name).join(', ')}.`,
    `Take them away: ${others.map((name) => `"realcave down --fleet genuine --project ${name}"`).join(', ')}. Their tables and versions stay, and are there again under that name.`,
    { name: 'leftovers.remove' },
  )
}

export const dockerElsewhere = dockerCheck(
  'docker-leftovers',
  'Nothing left under another name',
  async ({ project, elsewhere }, _surroundings, signal) =>
    judgeElsewhere(project.name, await elsewhere(signal)),
)
