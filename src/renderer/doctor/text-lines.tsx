import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'

const lineHeight = 18

interface TextLinesProps {
  readonly label: string
  readonly text: string
}

/** A text of any length, of which only the lines in view are drawn; long ones are wrapped. */
export const TextLines = ({ label, text }: TextLinesProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text])
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 30,
  })
  return (
    <div ref={scroller} className="text-lines" role="region" aria-label={label} tabIndex={0}>
      <div className="text-sheet" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            ref={virtualizer.measureElement}
            data-index={index}
            className="text-line"
            style={{ transform: `translateY(${start}px)` }}
          >
            {lines[index]}
          </div>
        ))}
      </div>
    </div>
  )
}
