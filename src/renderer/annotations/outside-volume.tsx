import { useAnswer } from '../core/use-call'
import { Notice } from '../components/notice'
import { annotationTexts } from './texts'

const axes = ['x', 'y', 'z'] as const

interface OutsideVolumeProps {
  readonly inputs: readonly string[]
  /** Nanometres per voxel of the table. */
  readonly resolution: readonly number[]
}

/** A point outside the segmentation is an annotation as any other, and lies on no cell: told, not refused. */
export const OutsideVolume = ({ inputs, resolution }: OutsideVolumeProps) => {
  const volume = useAnswer('segmentation.slice', {}).data
  if (volume === undefined) return null
  const outside = axes.filter((_, axis) => {
    const text = inputs[axis]?.trim() ?? ''
    const voxel = (Number(text) * (resolution[axis] ?? 1)) / (volume.resolution[axis] ?? 1)
    return text !== '' && Number.isFinite(voxel) && (voxel < 0 || voxel >= (volume.bounds[axis] ?? 0))
  })
  if (outside.length === 0) return null
  return (
    <Notice tone="warn">
      <p>{annotationTexts.form.outside(outside.join(', '))}</p>
    </Notice>
  )
}
