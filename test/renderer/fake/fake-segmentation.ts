import type { Answer, Asked } from '../../../src/shared/contract'
import { Failure } from '../../../src/shared/errors'
import type { Annotation } from './fake-data'

export const [firstSupervoxel, secondSupervoxel] = ['72127962782105600', '72127962782105601']
export const [level2, root] = ['144185556820033537', '288230376151711745']
const supervoxels = [firstSupervoxel, secondSupervoxel]
const born = '2020-01-01T00:00:00.000Z'

export const fakeSlice = ({ z }: Asked<'segmentation.slice'>): Answer<'segmentation.slice'> => ({
  chunk: [1, 0, 0],
  from: [512, 0, 0],
  to: [1024, 512, 128],
  z: z ?? 0,
  resolution: [8, 8, 40],
  bounds: [2048, 2048, 512],
  blocks:
    (z ?? 0) >= 64
      ? []
      : supervoxels.map((supervoxel, place) => ({
          supervoxel,
          x: 512 + place * 256,
          y: 0,
          width: 256,
          height: 512,
        })),
})

export const fakeLandings = (
  rows: readonly Annotation[],
  { limit = 1000 }: Asked<'segmentation.landings'>,
): Answer<'segmentation.landings'> => {
  const live = [...rows].reverse().filter(({ deleted }) => deleted === null)
  return {
    points: live.slice(0, limit).map(({ id, tag, point }) => {
      const inside = point[0] >= 512 && point[0] < 1024 && point[1] < 512 && point[2] < 64
      const supervoxel = inside ? (point[0] < 768 ? firstSupervoxel : secondSupervoxel) : '0'
      return {
        row: String(id),
        column: 'pt_position',
        value: tag,
        position: [...point],
        voxel: [...point],
        supervoxel,
        lookedUp: id % 11 === 10 ? null : { supervoxel, root: inside ? root : '0' },
      }
    }),
    more: live.length > limit,
  }
}

export const fakeNode = ({ id }: Asked<'segmentation.node'>): Answer<'segmentation.node'> => {
  const layer = id === root ? 4 : id === level2 ? 2 : 1
  if (layer === 1 && !supervoxels.includes(id))
    throw new Failure({
      code: 'NOT_FOUND',
      what: `The graph has no node ${id}.`,
      why: 'It knows no root for it now.',
      fix: 'Take an id from the picture.',
    })
  return {
    id,
    layer,
    layers: 4,
    chunk: layer === 4 ? [0, 0, 0] : [1, 0, 0],
    segment: id.slice(-1),
    root,
    level2: [level2],
    level2Count: 1,
    supervoxels: layer === 1 ? [] : supervoxels,
    supervoxelCount: layer === 1 ? 0 : 2,
    born,
    latest: true,
  }
}

export const fakeRoots = ({ ids, at }: Asked<'segmentation.roots'>): Answer<'segmentation.roots'> =>
  ids.map((id) => ({ id, root: at !== null && Date.parse(at) < Date.parse(born) ? null : root }))

export const fakeLineage = (): Answer<'segmentation.lineage'> => ({
  roots: [{ id: root, born, latest: true }],
  links: [],
})
