import { useId, type CSSProperties } from 'react'
import type { Landing, Slice } from '../../shared/domain/segmentation'
import { landingKey } from './point-labels'
import { isInChunk } from './places'
import { segmentationTexts } from './texts'
import '../components/range.css'
import './slice-control.css'

const texts = segmentationTexts.picture

interface SliceControlProps {
  readonly slice: Pick<Slice, 'from' | 'to'>
  readonly z: number
  readonly points: readonly Landing[]
  readonly onChange: (z: number) => void
}

/** Which slice is shown; marks where points lie. */
export const SliceControl = ({ slice, z, points, onChange }: SliceControlProps) => {
  const id = useId()
  const [first, last] = [slice.from[2], slice.to[2] - 1]
  const marks = points.filter(({ voxel }) => isInChunk(voxel, slice))
  const at = (place: number): CSSProperties => ({ left: `${((place - first) / (last - first)) * 100}%` })
  return (
    <div className="slice-control">
      <label htmlFor={id}>{texts.slice}</label>
      <div className="slice-range">
        <input
          id={id}
          className="range"
          type="range"
          min={first}
          max={last}
          value={z}
          aria-valuetext={texts.sliceOf(z, last)}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <div className="slice-marks" aria-hidden>
          {marks.map((point) => (
            <span key={landingKey(point)} style={at(Math.floor(point.voxel[2]))} />
          ))}
        </div>
      </div>
      <output htmlFor={id} className="tabular">
        {texts.sliceOf(z, last)}
      </output>
    </div>
  )
}
