import { Failure } from '../../shared/errors'

interface Node {
  readonly id: string
  readonly needs: readonly string[]
}

const defect = (what: string, why: string): Failure =>
  new Failure({
    code: 'INTERNAL',
    what,
    why,
    fix: 'This is a defect of the program: make a diagnostics bundle and report it.',
  })

/** The ids along one cycle, first and last the same; undefined where there is none. */
const findCycle = (nodes: ReadonlyMap<string, Node>): readonly string[] | undefined => {
  const safe = new Set<string>()
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (safe.has(id)) return undefined
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
    for (const need of nodes.get(id)?.needs ?? []) {
      const cycle = visit(need, [...path, id])
      if (cycle) return cycle
    }
    safe.add(id)
    return undefined
  }
  for (const id of nodes.keys()) {
    const cycle = visit(id, [])
    if (cycle) return cycle
  }
  return undefined
}

/** Throws where steps cannot be put in order: an id used twice, an unknown need, a cycle. */
export const checkGraph = (steps: readonly Node[]): void => {
  const nodes = new Map<string, Node>()
  for (const step of steps) {
    if (nodes.has(step.id)) throw defect(`Two steps are called ${step.id}.`, 'Ids tell steps apart.')
    nodes.set(step.id, step)
  }
  for (const { id, needs } of steps) {
    const unknown = needs.find((need) => !nodes.has(need))
    if (unknown !== undefined) {
      throw defect(`The step ${id} needs ${unknown}.`, 'There is no step of that id.')
    }
  }
  const cycle = findCycle(nodes)
  if (cycle) throw defect('The steps go round in a circle.', `They need each other: ${cycle.join(' -> ')}.`)
}
