import type { Landing, Landings, Slice } from '../../shared/domain/segmentation'
import { rootsCode } from '../code/segmentation-code'
import { CodeLine } from '../code/code-line'
import { TableHead } from '../components/table-head'
import { supervoxelHue } from './colours'
import { inChunk, isInChunk, supervoxelsOf, type Voxel } from './places'
import { landingKey } from './point-labels'
import { rootTold, type Roots } from './root-told'
import { segmentationTexts } from './texts'
import './landing-list.css'

const texts = segmentationTexts.list

interface LandingListProps {
  readonly slice: Slice
  readonly landings: Landings
  readonly roots: Roots
  readonly onPlace: (place: Voxel) => void
  readonly onLook: (id: string) => void
  readonly at: number | null
}

const IdButton = ({ id, onLook }: { readonly id: string; readonly onLook: (id: string) => void }) => (
  <button type="button" className="id-link mono" onClick={() => onLook(id)}>
    {id}
  </button>
)

const Supervoxels = ({ slice, roots, onLook }: Omit<LandingListProps, 'landings' | 'onPlace' | 'at'>) => {
  const known = supervoxelsOf(slice)
  if (known.length === 0) return <p className="landing-none mute">{texts.none}</p>
  const reach = (id: string, axis: 'x' | 'y'): string => {
    const own = slice.blocks.filter(({ supervoxel }) => supervoxel === id)
    const length = axis === 'x' ? 'width' : 'height'
    return `${Math.min(...own.map((block) => block[axis]))} – ${Math.max(...own.map((block) => block[axis] + block[length])) - 1}`
  }
  return (
    <table className="table">
      <TableHead columns={texts.supervoxelColumns} />
      <tbody>
        {known.map((id) => (
          <tr key={id}>
            <td>
              <span className={`landing-swatch ${supervoxelHue(known, id)}`} aria-hidden />
              <IdButton id={id} onLook={onLook} />
            </td>
            <td>{reach(id, 'x')}</td>
            <td>{reach(id, 'y')}</td>
            <td className="mono">{rootTold(roots, id)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What CAVE itself knows of the row, which it learns at a materialization. */
const Known = ({ point }: { readonly point: Landing }) => {
  if (point.lookedUp === null) return <span title={texts.waitsHint}>{texts.waits}</span>
  if (point.lookedUp.supervoxel !== point.supervoxel) return texts.differs(point.lookedUp.supervoxel)
  return point.lookedUp.root === null ? texts.onlySupervoxel : texts.lookedUp
}

/** The picture in words: the supervoxels of the slice, and every point with what it lands on. */
export const LandingList = ({ slice, landings, roots, onPlace, onLook, at }: LandingListProps) => (
  <div className="landing-list">
    <h3>{texts.supervoxels}</h3>
    <Supervoxels slice={slice} roots={roots} onLook={onLook} />
    {roots !== undefined && roots.size > 0 && (
      <CodeLine code={rootsCode([...roots.keys()], at)} does={texts.rootsCode} />
    )}
    <h3>{texts.points}</h3>
    {landings.points.length === 0 ? (
      <p className="landing-none mute">{texts.noPoints}</p>
    ) : (
      <table className="table">
        <TableHead columns={texts.columns} />
        <tbody>
          {landings.points.map((point) => (
            <tr key={landingKey(point)}>
              <td>
                {isInChunk(point.voxel, slice) ? (
                  <button
                    type="button"
                    className="id-link mono"
                    aria-label={texts.go(point.row)}
                    onClick={() => onPlace(inChunk(point.voxel, slice))}
                  >
                    {point.row}
                  </button>
                ) : (
                  <span className="mono">{point.row}</span>
                )}
              </td>
              <td title={point.value ?? undefined}>
                <span className="landing-value truncate">{point.value}</span>
              </td>
              <td className="mono">{point.position.join(', ')}</td>
              <td>
                {point.supervoxel === '0' ? (
                  <span className="mute">
                    {isInChunk(point.voxel, slice) ? texts.background : texts.outside}
                  </span>
                ) : (
                  <IdButton id={point.supervoxel} onLook={onLook} />
                )}
              </td>
              <td className="mono">{point.supervoxel === '0' ? '0' : rootTold(roots, point.supervoxel)}</td>
              <td className="mute">
                <Known point={point} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {landings.more && <p className="landing-none mute">{texts.more(landings.points.length)}</p>}
  </div>
)
