import { moment } from '../components/format'
import type { LineageEntry } from './lineage-rows'
import { annotationTexts } from './texts'
import './lineage-list.css'

const texts = annotationTexts.details

interface LineageListProps {
  readonly entries: readonly LineageEntry[]
  /** The row whose details these are. */
  readonly current: string
  readonly onOpen: (id: string) => void
}

const standing = (entry: LineageEntry): string => {
  if (entry.deleted === null) return texts.now
  return entry.isHead ? `${texts.ended} ${moment(entry.deleted)}` : texts.until(moment(entry.deleted))
}

/** Every value that the row ever had: old ones paler, never gone. */
export const LineageList = ({ entries, current, onOpen }: LineageListProps) => (
  <ol className="lineage" aria-label={texts.lineage}>
    {entries.map((entry) => (
      <li key={entry.id} className={entry.deleted === null ? 'lineage-now' : 'lineage-past'}>
        <button
          type="button"
          aria-current={entry.id === current ? 'true' : undefined}
          onClick={() => onOpen(entry.id)}
        >
          <span className="lineage-line">
            <code>{entry.id}</code>
            <strong className="truncate">{entry.values[0] ?? ''}</strong>
            <span className="lineage-time tabular" title={entry.deleted ?? entry.created ?? undefined}>
              {standing(entry)}
            </span>
          </span>
          {entry.values.length > 1 && (
            <span className="lineage-rest mono">{entry.values.slice(1).join(' · ')}</span>
          )}
        </button>
      </li>
    ))}
  </ol>
)
