import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import type { LogLine } from '../../shared/domain/service'
import { clock } from '../components/format'
import { markMatches } from './log-search'
import { logTexts as texts } from './texts'
import '../components/sheet.css'

const lineHeight = 22

interface LogRowProps {
  readonly line: LogLine
  readonly start: number
  readonly pattern: RegExp | null
}

const LogRow = memo(({ line, start, pattern }: LogRowProps) => (
  <div className={`sheet-line log-row log-${line.level}`} style={{ transform: `translateY(${start}px)` }}>
    <time dateTime={line.time}>{clock(line.time)}</time>
    <span className="log-level">{texts.levelWords[line.level]}</span>
    <span className="log-text">
      {markMatches(line.text, pattern).map((part) =>
        part.found ? <mark key={part.from}>{part.text}</mark> : part.text,
      )}
    </span>
  </div>
))
LogRow.displayName = 'LogRow'

interface LogListProps {
  readonly label: string
  readonly lines: readonly LogLine[]
  readonly pattern: RegExp | null
  readonly following: boolean
  /** The reader scrolled up: what is looked at should stand still. */
  readonly onLookBack: () => void
}

export const LogList = ({ label, lines, pattern, following, onLookBack }: LogListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  })
  const last = lines.at(-1)
  useEffect(() => {
    const place = scroller.current
    if (following && place !== null && last !== undefined) place.scrollTop = place.scrollHeight
  }, [following, last])
  const scrolledTo = useRef(0)
  const look = (place: HTMLElement): void => {
    const below = place.scrollHeight - place.clientHeight - place.scrollTop
    if (place.scrollTop < scrolledTo.current && below > lineHeight) onLookBack()
    scrolledTo.current = place.scrollTop
  }
  return (
    <div
      ref={scroller}
      className="sheet-scroll log-list"
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={(event) => look(event.currentTarget)}
    >
      <div className="sheet log-sheet" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          return line && <LogRow key={index} line={line} start={start} pattern={pattern} />
        })}
      </div>
    </div>
  )
}
