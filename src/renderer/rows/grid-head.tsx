import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Column } from '../../shared/domain/annotation'
import { rowTexts as texts } from './texts'

export interface Sort {
  readonly column: string
  readonly descending: boolean
}

interface GridHeadProps {
  readonly columns: readonly Column[]
  readonly sort: Sort | null
  readonly onSort: ((sort: Sort | null) => void) | undefined
}

/** Up, down, and then the table's own order again. */
export const nextSort = (sort: Sort | null, column: string): Sort | null => {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}

const ariaSort = (sort: Sort | null, column: string): 'ascending' | 'descending' | 'none' =>
  sort?.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'

export const GridHead = ({ columns, sort, onSort }: GridHeadProps) => (
  <div className="sheet-row sheet-head" role="row" aria-rowindex={1}>
    {columns.map((column) => {
      const order = ariaSort(sort, column.name)
      return (
        <div
          key={column.name}
          className="sheet-heading rows-heading"
          role="columnheader"
          aria-sort={onSort ? order : undefined}
        >
          {onSort === undefined ? (
            <span className="truncate">{column.name}</span>
          ) : (
            <button
              type="button"
              title={texts.sortBy(column.name)}
              onClick={() => onSort(nextSort(sort, column.name))}
            >
              <span className="truncate">{column.name}</span>
              {order === 'ascending' && <ArrowUp aria-hidden />}
              {order === 'descending' && <ArrowDown aria-hidden />}
            </button>
          )}
        </div>
      )
    })}
  </div>
)
