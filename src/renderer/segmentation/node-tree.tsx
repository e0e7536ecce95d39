import type { SegmentNode } from '../../shared/domain/segmentation'
import { segmentationTexts } from './texts'
import './node-tree.css'

const texts = segmentationTexts.look

const mostShown = 4

interface LevelProps {
  readonly name: string
  readonly ids: readonly string[]
  readonly count: number
  readonly current: string
  readonly onLook: (id: string) => void
}

const Level = ({ name, ids, count, current, onLook }: LevelProps) => {
  // The one that is looked at is always among them.
  const first = ids.includes(current) ? [current, ...ids.filter((id) => id !== current)] : ids
  const shown = first.slice(0, mostShown).sort()
  return (
    <li className="node-level">
      <span className="node-level-name">{name}</span>
      <span className="node-level-ids">
        {shown.map((id) => (
          <button
            key={id}
            type="button"
            className="node-chip mono"
            aria-current={id === current ? 'true' : undefined}
            onClick={() => onLook(id)}
          >
            {id}
          </button>
        ))}
        {count > shown.length && <span className="mute">{texts.others(count - shown.length)}</span>}
      </span>
    </li>
  )
}

/** From the root down to the supervoxels: what an id is part of, and what it is made of. */
export const NodeTree = ({
  node,
  onLook,
}: {
  readonly node: SegmentNode
  readonly onLook: (id: string) => void
}) => {
  const supervoxels = node.layer === 1 ? [node.id] : node.supervoxels
  const level = { current: node.id, onLook }
  return (
    <ol className="node-tree" aria-label={texts.tree}>
      <Level {...level} name={segmentationTexts.kinds.root} ids={[node.root]} count={1} />
      <Level {...level} name={segmentationTexts.kinds.level2} ids={node.level2} count={node.level2Count} />
      <Level
        {...level}
        name={segmentationTexts.kinds.supervoxel}
        ids={supervoxels}
        count={node.layer === 1 ? 1 : node.supervoxelCount}
      />
    </ol>
  )
}
