import { Equal, GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { compareCode } from '../code/version-code'
import { CodeLine } from '../code/code-line'
import { count } from '../components/format'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import type { Diff, RowChange } from '../../shared/domain/version'
import { DifferenceTable } from './difference-table'
import { versionTexts as texts } from './texts'
import { useDifference } from './use-difference'
import { columnsThatChanged, type Comparison as Pair } from './version-state'
import './comparison.css'

const changes = ['added', 'removed', 'changed'] as const

interface SummaryProps {
  readonly diff: Diff
  readonly only: RowChange | null
  readonly onOnly: (only: RowChange | null) => void
}

/** How many there are of each kind; a click shows one kind alone, another click all again. */
const Summary = ({ diff, only, onOnly }: SummaryProps) => (
  <div className="comparison-summary tabular" role="group" aria-label={texts.kinds}>
    {changes.map((kind) => (
      <button
        key={kind}
        type="button"
        className={`comparison-kind${diff[kind] === 0 ? '' : ` comparison-${kind}`}`}
        aria-pressed={only === kind}
        disabled={diff[kind] === 0}
        onClick={() => onOnly(only === kind ? null : kind)}
      >
        <strong>{count(diff[kind])}</strong> {texts.changes[kind].toLowerCase()}
      </button>
    ))}
    <span>
      <strong>{count(diff.unchanged)}</strong> {texts.changes.unchanged.toLowerCase()}
    </span>
  </div>
)

interface ComparisonProps {
  readonly pair: Pair | null
  readonly table: string | null
}

const Found = ({ pair, table }: { readonly pair: Pair; readonly table: string }) => {
  const [only, setOnly] = useState<RowChange | null>(null)
  const [narrow, setNarrow] = useState(false)
  const difference = useDifference({ table, ...pair }, only === null ? changes : [only])
  const { told } = difference
  if (told === null)
    return difference.error === null ? (
      <Skeleton lines={6} label={texts.readingDiff} />
    ) : (
      <ReadFailure error={difference.error} onRetry={difference.readAgain} />
    )
  const touched = columnsThatChanged(difference.loaded)
  const canNarrow = touched.size > 0 && touched.size < told.columns.length
  const columns = narrow && canNarrow ? told.columns.filter(({ name }) => touched.has(name)) : told.columns
  const nothing = changes.every((kind) => told[kind] === 0)
  return (
    <>
      <div className="comparison-head">
        <Summary diff={told} only={only} onOnly={setOnly} />
        {canNarrow && (
          <label className="comparison-narrow">
            <input type="checkbox" checked={narrow} onChange={(event) => setNarrow(event.target.checked)} />
            {texts.onlyChanged}
          </label>
        )}
      </div>
      <ReadFailure error={difference.error} onRetry={difference.readAgain} />
      {nothing ? (
        <Empty icon={Equal} title={texts.same}>
          {texts.sameAbout}
        </Empty>
      ) : (
        <DifferenceTable key={only} {...difference} columns={columns} />
      )}
      <div className="versions-foot">
        <CodeLine code={compareCode(table, pair.from, pair.to)} does={texts.codeDiff} />
      </div>
    </>
  )
}

/** Two versions, cell by cell. An edited row has another id in the later one: the lineage matches the two. */
export const Comparison = ({ pair, table }: ComparisonProps) =>
  pair === null || table === null ? (
    <Empty icon={GitCompareArrows} title={texts.needsTwo}>
      {texts.needsTwoAbout}
    </Empty>
  ) : (
    <Found key={`${table} ${pair.from} ${pair.to}`} pair={pair} table={table} />
  )
