import {
  mostListed,
  type RootLineage,
  type RootsAt,
  type SegmentNode,
} from '../../../shared/domain/segmentation'
import { Failure } from '../../../shared/errors'
import type { Given } from '../../../shared/contract'
import type { Session } from '../session'
import { openGraph, type Graph } from './graph'
import type { GraphFacts } from './graph-facts'
import { noSuchNode } from './graph-failures'
import { largestId, partsOf, type IdParts } from './node-id'

const unknown = 'It knows no root for it now: a digit may be wrong, or the id is of another graph.'

/** What an id says of itself; one that cannot be of this graph is not asked for. */
const partsIn = (id: string, { bits, layers }: GraphFacts): IdParts => {
  const value = BigInt(id)
  if (value > largestId) throw noSuchNode(id, 'Ids have 64 bits; this is a larger number.')
  if (value === 0n)
    throw new Failure({
      code: 'BAD_INPUT',
      what: '0 is no node.',
      why: 'It stands for background: a place where nothing was segmented. Its root is 0, too.',
      fix: 'Choose a place on a supervoxel.',
    })
  const parts = partsOf(value, bits)
  if (parts.layer >= 1 && parts.layer <= layers) return parts
  throw noSuchNode(
    id,
    `Its first bits say layer ${String(parts.layer)}; this graph has the layers 1 to ${String(layers)}.`,
  )
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

const level2Of = async (graph: Graph, id: string, { layer }: IdParts): Promise<readonly string[]> => {
  if (layer === 2) return [id]
  if (layer > 2) return graph.leaves(id, 2)
  const found = await graph.root(id, { layer: 2 })
  return found === undefined ? [] : [found]
}

const opened = async (session: Session, signal: AbortSignal) => {
  const facts = await session.graphFacts(signal)
  return { facts, graph: openGraph(session.cave, facts, signal) }
}

export const readNode = async (
  session: Session,
  { id: asked }: Given<'segmentation.node'>,
  signal: AbortSignal,
): Promise<SegmentNode> => {
  const { facts, graph } = await opened(session, signal)
  const parts = partsIn(asked, facts)
  const id = String(BigInt(asked))
  const root = await graph.root(id)
  const born = root === undefined ? undefined : await graph.born(root)
  if (root === undefined || born === undefined) throw noSuchNode(id, unknown)
  const [latest, level2, supervoxels] = await Promise.all([
    graph.isLatest(root),
    level2Of(graph, id, parts),
    parts.layer === 1 ? [] : graph.leaves(id, 1),
  ])
  return {
    id,
    layer: parts.layer,
    layers: facts.layers,
    chunk: [...parts.chunk],
    segment: String(parts.segment),
    root,
    level2: level2.slice(0, mostListed),
    level2Count: level2.length,
    supervoxels: supervoxels.slice(0, mostListed),
    supervoxelCount: supervoxels.length,
    born: isoOf(born),
    latest,
  }
}

export const readRoots = async (
  session: Session,
  { ids, at }: Given<'segmentation.roots'>,
  signal: AbortSignal,
): Promise<RootsAt> => {
  const { facts, graph } = await opened(session, signal)
  const time = at === null ? null : Date.parse(at)
  const rootThen = async (id: string): Promise<string | null> => {
    const isRoot = partsIn(id, facts).layer === facts.layers
    // One of the roots' layer answers itself whatever the time: only its birth tells.
    const born = isRoot ? await graph.born(id) : undefined
    if (isRoot && (born === undefined || (time !== null && time < born))) return null
    return (await graph.root(id, { time })) ?? null
  }
  return Promise.all(ids.map(async (id) => ({ id, root: await rootThen(id) })))
}

export const readRootLineage = async (
  session: Session,
  { root }: Given<'segmentation.lineage'>,
  signal: AbortSignal,
): Promise<RootLineage> => {
  const { facts, graph } = await opened(session, signal)
  const { layer } = partsIn(root, facts)
  if (layer !== facts.layers)
    throw new Failure({
      code: 'BAD_INPUT',
      what: `${root} has no lineage.`,
      why: `It is of layer ${String(layer)}; only roots, of layer ${String(facts.layers)}, come and go with edits.`,
      fix: 'Look its root up, and ask for the lineage of that.',
    })
  if ((await graph.born(root)) === undefined) throw noSuchNode(root, unknown)
  const { nodes, links } = await graph.lineage(root)
  const replaced = new Set(links.map(({ source }) => source))
  return {
    roots: [...nodes]
      .sort((a, b) => a.timestamp - b.timestamp)
      .map(({ id, timestamp }) => ({ id, born: isoOf(timestamp * 1000), latest: !replaced.has(id) })),
    links: links.map(({ source, target }) => ({ from: source, to: target })),
  }
}
