import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { rowHeight } from '../rows/windows'
import { historyTexts } from './texts'
import type { Difference, Held, Pair } from './world'
import '../components/change-mark.css'
import '../components/sheet.css'
import './compare-table.css'

const texts = historyTexts.compare

const looks: Readonly<Record<Difference, string>> = {
  same: '',
  edited: 'row-changed',
  added: 'row-added',
  deleted: 'row-removed',
}

interface CompareTableProps {
  readonly pairs: readonly Pair[]
  /** The name of the column that the values are of. */
  readonly column: string
  /** How many rows differ, and whether they alone are shown. */
  readonly differing: number
  readonly only: boolean
  readonly onOnly: (only: boolean) => void
  readonly opened: string | null
  readonly onOpen: (id: string) => void
}

const Side = ({ held, look }: { readonly held: Held | null; readonly look: string }) => (
  <>
    <div role="cell" className={`compare-cell mono ${look}`}>
      {held?.id ?? '–'}
    </div>
    <div role="cell" className={`compare-cell truncate ${look}`} title={held?.value ?? undefined}>
      {held === null ? '–' : (held.value ?? '–')}
    </div>
  </>
)

interface HeadsProps {
  readonly side: string
  readonly column: string
  readonly look: string
}

const Heads = ({ side, column, look }: HeadsProps) =>
  ['id', column].map((name) => (
    <div key={name} role="columnheader" className={`sheet-heading truncate ${look}`}>
      <span className="visually-hidden">{side}: </span>
      {name}
    </div>
  ))

/** Both answers, lineage by lineage, with what differs marked in words. */
export const CompareTable = (props: CompareTableProps) => {
  const { pairs, column, differing, only, onOnly, opened, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: pairs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: rowHeight,
  })
  return (
    <div ref={scroller} className="sheet-scroll compare" role="region" aria-label={texts.label} tabIndex={0}>
      <div
        className="sheet compare-sheet"
        role="table"
        aria-label={texts.label}
        aria-rowcount={pairs.length + 1}
        style={{ height: virtualizer.getTotalSize() }}
      >
        <div role="row" className="sheet-row sheet-head" aria-rowindex={1}>
          <Heads side={texts.liveSide} column={column} look="compare-live" />
          <Heads side={texts.querySide} column={column} look="compare-frozen" />
          <div role="columnheader" className="sheet-heading compare-differ" aria-label={texts.mark}>
            <label title={texts.only}>
              <input
                type="checkbox"
                checked={only}
                aria-label={`${texts.only}: ${texts.differ(differing)}`}
                onChange={(event) => onOnly(event.target.checked)}
              />
              <span className="tabular">{texts.differ(differing)}</span>
            </label>
          </div>
        </div>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const pair = pairs[index]
          if (pair === undefined) return null
          const id = pair.live?.id ?? pair.frozen?.id ?? ''
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={`sheet-row compare-row ${looks[pair.difference]}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Side held={pair.live} look="compare-live" />
              <Side held={pair.frozen} look="compare-frozen" />
              <div role="cell" className="compare-cell">
                <button
                  type="button"
                  className="change-mark compare-mark"
                  aria-pressed={opened === id}
                  aria-label={`${texts.marks[pair.difference]}: ${historyTexts.card.label(id)}`}
                  onClick={() => onOpen(id)}
                >
                  {texts.marks[pair.difference]}
                </button>
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}
