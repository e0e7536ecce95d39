import type { Landing, Slice } from '../../shared/domain/segmentation'
import type { Bracket } from './brackets'
import { supervoxelHue } from './colours'
import type { Voxel } from './places'
import { landingKey, pointLabels } from './point-labels'
import { segmentationTexts } from './texts'

const texts = segmentationTexts.picture

const tick = 128

/** Voxels that make a pixel of the screen: text and marks keep their size, however large the chunk is drawn. */
interface Drawn {
  readonly px: number
}

/** Voxels as they are counted in the whole volume. */
export const Axes = ({ from, to, px }: Pick<Slice, 'from' | 'to'> & Drawn) => {
  const along = (axis: 0 | 1): readonly number[] =>
    Array.from({ length: (to[axis] - from[axis]) / tick + 1 }, (_, step) => from[axis] + step * tick)
  return (
    <g className="chunk-axes">
      {along(0).map((x) => (
        <text key={x} x={x} y={to[1] + 18 * px} textAnchor="middle">
          {x}
        </text>
      ))}
      {along(1).map((y) => (
        <text key={y} x={from[0] - 8 * px} y={y + 4 * px} textAnchor="end">
          {y}
        </text>
      ))}
      <text className="chunk-axis-name" x={to[0]} y={to[1] + 33 * px} textAnchor="end">
        x
      </text>
      <text className="chunk-axis-name" x={from[0] - 36 * px} y={from[1] + 4 * px} textAnchor="end">
        y
      </text>
    </g>
  )
}

/** Pixels that an id takes, and that its end takes. */
const [wholeName, shortName] = [150, 64]

interface BlocksProps {
  readonly slice: Slice
  readonly supervoxels: readonly string[]
  readonly picked: ReadonlySet<string>
}

export const Blocks = ({ slice, supervoxels, picked }: BlocksProps) => (
  <>
    {slice.blocks.map(({ supervoxel, x, y, width, height }) => (
      <g
        key={`${supervoxel} ${x} ${y}`}
        className={`chunk-block ${supervoxelHue(supervoxels, supervoxel)}${picked.has(supervoxel) ? ' chunk-block-picked' : ''}`}
      >
        <rect x={x} y={y} width={width} height={height} />
      </g>
    ))}
  </>
)

/** Their names, over whatever lines cross them. */
export const BlockNames = ({ slice, supervoxels, px }: Omit<BlocksProps, 'picked'> & Drawn) => (
  <>
    {slice.blocks
      .filter(({ width, height }) => width > shortName * px && height > 60 * px)
      .map(({ supervoxel, x, y, width, height }) => (
        <text
          key={`${supervoxel} ${x} ${y}`}
          className={`chunk-block-name ${supervoxelHue(supervoxels, supervoxel)}`}
          x={x + width / 2}
          y={y + height - 14 * px}
          textAnchor="middle"
        >
          {width > wholeName * px ? supervoxel : `…${supervoxel.slice(-6)}`}
        </text>
      ))}
  </>
)

/** Above the chunk: which supervoxels one root joins. */
export const Brackets = ({
  brackets,
  top,
  px,
}: {
  readonly brackets: readonly Bracket[]
  readonly top: number
} & Drawn) => (
  <>
    {brackets.map(({ key, root, from, to }) => (
      <g key={key} className={`chunk-bracket${typeof root === 'string' ? '' : ' chunk-bracket-none'}`}>
        <path d={`M${from + 2 * px} ${top - 7 * px}v${-9 * px}H${to - 2 * px}v${9 * px}`} />
        <text x={(from + to) / 2} y={top - 24 * px} textAnchor="middle">
          {typeof root === 'string' ? texts.root(root) : root === null ? texts.noRoot : texts.unknownRoot}
        </text>
      </g>
    ))}
  </>
)

interface PointsProps extends Drawn {
  readonly points: readonly Landing[]
  readonly z: number
  readonly right: number
  readonly supervoxels: readonly string[]
}

/** Points of this slice in full, with what they are called; those of others as rings. */
export const Points = ({ points, z, right, supervoxels, px }: PointsProps) => {
  const isHere = ({ voxel }: Landing): boolean => Math.floor(voxel[2]) === z
  const dot = (point: Landing, look: string, radius: number) => (
    <circle
      key={landingKey(point)}
      className={`${look} ${supervoxelHue(supervoxels, point.supervoxel)}`}
      cx={point.voxel[0]}
      cy={point.voxel[1]}
      r={radius * px}
    />
  )
  const here = points.filter(isHere)
  return (
    <>
      {points.filter((point) => !isHere(point)).map((point) => dot(point, 'chunk-point-other', 4.5))}
      {here.map((point) => dot(point, 'chunk-point', 6))}
      {pointLabels(here, right, px).map(({ key, text, x, y, side }) => (
        <text key={key} className="chunk-point-name" x={x} y={y + 4.5 * px} textAnchor={side}>
          {text}
        </text>
      ))}
    </>
  )
}

type CrossProps = { readonly place: Voxel } & Pick<Slice, 'from' | 'to'> & Drawn

/** Lines that cross at the place that is looked up. */
export const Cross = ({ place: [x, y], from, to, px }: CrossProps) => {
  const radius = 10 * px
  const [middleX, middleY] = [x + 0.5, y + 0.5]
  return (
    <g className="chunk-cross">
      <path d={`M${middleX} ${from[1]}V${middleY - radius}M${middleX} ${middleY + radius}V${to[1]}`} />
      <path d={`M${from[0]} ${middleY}H${middleX - radius}M${middleX + radius} ${middleY}H${to[0]}`} />
      <circle cx={middleX} cy={middleY} r={radius} />
    </g>
  )
}
