import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from 'react'
import type { Landing, Slice } from '../../shared/domain/segmentation'
import { bracketsOf } from './brackets'
import { Axes, BlockNames, Blocks, Brackets, Cross, Points } from './picture-parts'
import { inChunk, isInChunk, movedBy, nextLanding, supervoxelsOf, type Voxel } from './places'
import type { Roots } from './root-told'
import { segmentationTexts } from './texts'
import './chunk-picture.css'

const texts = segmentationTexts.picture

/** Room around the chunk, in pixels: for the root above, the axes to the left and below. */
const room = { top: 44, right: 14, bottom: 38, left: 50 } as const
/** Before it is measured, and where nothing can be. */
const usualPixels = 480
const fewestPixels = 120

/** Voxels that make a pixel where the chunk is drawn as large as its place allows. */
const useVoxelsAPixel = (voxels: number) => {
  const drawing = useRef<HTMLDivElement>(null)
  const [pixels, setPixels] = useState(usualPixels)
  useLayoutEffect(() => {
    const place = drawing.current
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      const free = Math.min(width - room.left - room.right, height - room.top - room.bottom)
      setPixels(Math.max(Math.floor(free), fewestPixels))
    })
    if (place !== null) observer.observe(place)
    return () => observer.disconnect()
  }, [])
  return { drawing, px: voxels / pixels }
}

interface ChunkPictureProps {
  readonly slice: Slice
  readonly points: readonly Landing[]
  readonly roots: Roots
  /** Supervoxels of what is looked up. */
  readonly picked: ReadonlySet<string>
  readonly place: Voxel
  readonly onPlace: (place: Voxel) => void
}

/** One slice of the chunk. The place that is looked up is moved by pointer and keys. */
export const ChunkPicture = ({ slice, points, roots, picked, place, onPlace }: ChunkPictureProps) => {
  const hint = useId()
  const ground = useRef<SVGRectElement>(null)
  const { from, to } = slice
  const [width, height] = [to[0] - from[0], to[1] - from[1]]
  const supervoxels = supervoxelsOf(slice)
  const { drawing, px } = useVoxelsAPixel(Math.max(width, height))
  const scale: CSSProperties = { '--px': px }
  const inside = points.filter(({ voxel }) => isInChunk(voxel, slice))

  const placeUnder = ({ clientX, clientY }: PointerEvent): Voxel | null => {
    const seen = ground.current?.getBoundingClientRect()
    if (seen === undefined || seen.width === 0) return null
    const x = from[0] + ((clientX - seen.left) / seen.width) * width
    const y = from[1] + ((clientY - seen.top) / seen.height) * height
    return inChunk([x, y, place[2]], slice)
  }
  const follow = (event: PointerEvent): void => {
    const under = placeUnder(event)
    if (under !== null) onPlace(under)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = { n: 1, p: -1 } as const
    const letter = event.key.toLowerCase()
    const landing =
      letter === 'n' || letter === 'p' ? nextLanding(points, place, slice, by[letter]) : undefined
    const next =
      landing === undefined ? movedBy(event.key, event.shiftKey, place, slice) : inChunk(landing.voxel, slice)
    if (next === null) return
    event.preventDefault()
    onPlace(next)
  }

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is what takes keys itself */}
      <div
        ref={drawing}
        className="chunk"
        style={scale}
        role="application"
        tabIndex={0}
        aria-label={texts.label}
        aria-describedby={hint}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          follow(event)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
        }}
      >
        <svg
          aria-hidden
          viewBox={`${from[0] - room.left * px} ${from[1] - room.top * px} ${width + (room.left + room.right) * px} ${height + (room.top + room.bottom) * px}`}
        >
          <rect ref={ground} className="chunk-ground" x={from[0]} y={from[1]} width={width} height={height} />
          <Blocks slice={slice} supervoxels={supervoxels} picked={picked} />
          {slice.blocks.length === 0 && (
            <text
              className="chunk-empty"
              x={from[0] + width / 2}
              y={from[1] + height / 2}
              textAnchor="middle"
            >
              {texts.background}
            </text>
          )}
          <Brackets brackets={bracketsOf(slice.blocks, roots)} top={from[1]} px={px} />
          <Axes from={from} to={to} px={px} />
          <Cross place={place} from={from} to={to} px={px} />
          <BlockNames slice={slice} supervoxels={supervoxels} px={px} />
          <Points points={inside} z={place[2]} right={to[0]} supervoxels={supervoxels} px={px} />
        </svg>
      </div>
      <p id={hint} className="visually-hidden">
        {texts.hint}
      </p>
    </>
  )
}
