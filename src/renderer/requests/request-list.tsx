import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { RequestEntry } from '../../shared/domain/service'
import { copyText } from '../components/copy'
import { clock } from '../components/format'
import { statusTone } from './request-buffer'
import { requestTexts as texts } from './texts'

const height = 32

/** How much of a row's bar a duration fills: 1 s and more fill it, and a tenth of that is still seen. */
export const durationShare = (milliseconds: number): number =>
  Math.min(1, Math.log10(1 + Math.max(0, milliseconds)) / 3)

const RequestRow = memo(({ entry, start }: { readonly entry: RequestEntry; readonly start: number }) => (
  <div className="request" role="row" style={{ transform: `translateY(${start}px)` }}>
    <time role="cell" dateTime={entry.time}>
      {clock(entry.time)}
    </time>
    <span role="cell" className={`request-method request-${entry.method.toLowerCase()}`}>
      {entry.method}
    </span>
    <span role="cell" className={`request-status state-${statusTone(entry.status)}`}>
      {entry.status}
    </span>
    <span role="cell" className="request-path">
      <button
        type="button"
        className="truncate"
        title={entry.path}
        aria-label={texts.copyPath(entry.path)}
        onClick={() => void copyText(entry.path, 'Path')}
      >
        {entry.path}
      </button>
    </span>
    <span role="cell" className="request-service">
      {entry.service}
    </span>
    <span role="cell" className="request-ms">
      {entry.milliseconds < 10 ? entry.milliseconds.toFixed(1) : Math.round(entry.milliseconds)}
      <span className="request-bar" style={{ '--share': durationShare(entry.milliseconds) }} />
    </span>
  </div>
))
RequestRow.displayName = 'RequestRow'

interface RequestListProps {
  readonly entries: readonly RequestEntry[]
  readonly newestFirst: boolean
  readonly following: boolean
}

export const RequestList = ({ entries, newestFirst, following }: RequestListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 16,
  })
  const last = entries.at(newestFirst ? 0 : -1)
  useEffect(() => {
    const place = scroller.current
    if (following && place !== null && last !== undefined)
      place.scrollTop = newestFirst ? 0 : place.scrollHeight
  }, [following, newestFirst, last])
  return (
    <div className="requests-table" role="table" aria-label={texts.list} aria-rowcount={entries.length + 1}>
      <div className="request request-head" role="row">
        {Object.entries(texts.columns).map(([key, column]) => (
          <span key={key} role="columnheader" className={`request-${key}`}>
            {column}
          </span>
        ))}
      </div>
      <div ref={scroller} className="requests-scroll" role="rowgroup">
        <div className="requests-sheet" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const entry = entries[index]
            return entry && <RequestRow key={key} entry={entry} start={start} />
          })}
        </div>
      </div>
    </div>
  )
}
