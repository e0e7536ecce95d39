import type { Landing } from '../../shared/domain/segmentation'
import type { Voxel } from './places'
import { segmentationTexts } from './texts'

const texts = segmentationTexts.picture

interface PlaceToldProps {
  readonly place: Voxel
  readonly supervoxel: string
  readonly points: readonly Landing[]
}

/** The place that is looked up, in words: read aloud as it is moved. */
export const PlaceTold = ({ place, supervoxel, points }: PlaceToldProps) => {
  const here = points.filter(({ voxel }) => voxel.every((value, axis) => Math.floor(value) === place[axis]))
  const isBackground = supervoxel === '0'
  return (
    <p className="place-told tabular" role="status">
      {texts.told(
        place,
        isBackground ? segmentationTexts.kinds.background : segmentationTexts.kinds.supervoxel,
        isBackground ? '' : supervoxel,
        here.map(({ row, value }) => texts.pointHere(row, value ?? '')).join(', '),
      )}
    </p>
  )
}
