import { useState } from 'react'
import type { Landings, Slice } from '../../shared/domain/segmentation'
import { Panel } from '../components/panel'
import { Segmented } from '../components/segmented'
import { ChunkPicture } from './chunk-picture'
import { LandingList } from './landing-list'
import { PlaceTold } from './place-told'
import { supervoxelAt, type Voxel } from './places'
import type { Roots } from './root-told'
import { SliceControl } from './slice-control'
import { segmentationTexts } from './texts'
import './picture-panel.css'

const texts = segmentationTexts.picture

interface PicturePanelProps {
  readonly slice: Slice
  readonly landings: Landings
  readonly roots: Roots
  readonly picked: ReadonlySet<string>
  readonly place: Voxel
  readonly onPlace: (place: Voxel) => void
  readonly onLook: (id: string) => void
  /** Milliseconds since 1970 that the roots are of; null: now. */
  readonly at: number | null
}

const Keys = () => (
  <p className="chunk-keys" aria-hidden>
    {texts.keys.map(([keys, what]) => (
      <span key={what}>
        <kbd>{keys}</kbd> {what}
      </span>
    ))}
  </p>
)

/** The chunk, drawn or in words. */
export const PicturePanel = (props: PicturePanelProps) => {
  const { slice, landings, place, onPlace } = props
  const [shape, setShape] = useState<'picture' | 'list'>('picture')
  const { points } = landings
  const size = ([0, 1, 2] as const).map((axis) => slice.to[axis] - slice.from[axis])
  return (
    <Panel
      title={texts.title(slice.chunk)}
      note={<span title={texts.sizeHint(slice.resolution)}>{texts.size(size)}</span>}
      className="picture-panel"
      actions={
        <Segmented
          label={texts.shape}
          value={shape}
          choices={[
            { value: 'picture', label: texts.picture },
            { value: 'list', label: texts.list },
          ]}
          onChange={setShape}
        />
      }
    >
      {shape === 'list' ? (
        <LandingList {...props} />
      ) : (
        <div className="picture-body">
          <ChunkPicture {...props} points={points} />
          <PlaceTold place={place} supervoxel={supervoxelAt(slice, place)} points={points} />
          <SliceControl
            slice={slice}
            z={place[2]}
            points={points}
            onChange={(z) => onPlace([place[0], place[1], z])}
          />
          <Keys />
        </div>
      )}
    </Panel>
  )
}
