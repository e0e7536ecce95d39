import type { Cell, Column } from '../../shared/domain/annotation'
import { routeHash } from '../views/route'
import { isLookedUp, shownText } from './cell-text'
import { rowTexts as texts } from './texts'
import './cell-value.css'

interface CellValueProps {
  readonly cell: Cell
  readonly column: Column
  /** Whether the keyboard reaches it here; false where the row's details hold the same link. */
  readonly reachable?: boolean
}

/** Background has no place in the graph. */
const isSegment = (cell: Cell, column: Column): cell is string =>
  isLookedUp(column) && typeof cell === 'string' && /^[1-9]\d*$/.test(cell)

/** What stands in a cell; a supervoxel or a root leads to the view that tells of it. */
export const CellValue = ({ cell, column, reachable = true }: CellValueProps) =>
  isSegment(cell, column) ? (
    <a
      className="cell-link"
      href={routeHash('segmentation', cell)}
      tabIndex={reachable ? undefined : -1}
      title={texts.lookUp(cell)}
      // The row around it opens its details on a click.
      onClick={(event) => event.stopPropagation()}
    >
      {cell}
    </a>
  ) : (
    <>{shownText(cell, column)}</>
  )
