import { Failure } from '../../shared/errors'
import type { ForeignObject } from './engine'

const told = ({ kind, name, origin }: ForeignObject): string =>
  `${kind} ${name}${origin === null ? '' : ` (made by ${origin})`}`

/** realcave becomes realcave-2, that realcave-3. */
export const nextName = (project: string): string => {
  const [, stem = project, number] = /^(.*?)-(\d{1,6})$/.exec(project) ?? []
  return `${stem}-${String(number === undefined ? 2 : Number(number) + 1)}`
}

/** What was made with a name keeps it, stopped or not: a fleet that starts beside it needs a name of its own. */
const waysRound = (project: string, objects: readonly ForeignObject[]): string => {
  // One that does not run needs no stop: only its name is in the way.
  const containers = objects.filter(({ running }) => running).map(({ name }) => name)
  const started = `realcave up --fleet genuine --project ${nextName(project)}`
  const stop =
    containers.length === 0
      ? ''
      : `Stop them, which removes nothing: "docker stop ${containers.join(' ')}", then start under a name of your own: "${started}". `
  return `${stop}${stop === '' ? 'Start' : 'Or leave them alone and start'} under another name: "${started}" (with --port N where they hold the port). Or leave it: nothing was changed, and "realcave up --fleet practice" needs none of it.`
}

/** Objects of others under the name of our project: told by name, with the ways on. */
export const foreignFailure = (project: string, objects: readonly ForeignObject[]): Failure =>
  new Failure({
    code: 'FLEET_FOREIGN',
    what: `Another set-up uses the project name ${project}.`,
    why: `These are not of this home: ${objects.map(told).join(', ')}. They are left untouched.`,
    fix: waysRound(project, objects),
  })
