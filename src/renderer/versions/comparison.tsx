import { Equal, GitCompareArrows } from 'lucide-react'
import type { Diff } from '../../shared/domain/version'
import { CodeLine } from '../components/code-line'
import { count } from '../components/format'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer } from '../core/use-call'
import { DifferenceTable } from './difference-table'
import { snapshotCode } from './snapshot'
import { versionTexts as texts } from './texts'
import type { Comparison as Pair } from './version-state'
import './comparison.css'

/** Rows that differ that are asked for at once: a reader compares hundreds, not millions. */
const limit = 1000
const kinds = ['added', 'removed', 'changed', 'unchanged'] as const

const Summary = ({ diff }: { readonly diff: Diff }) => (
  <ul className="comparison-summary tabular" aria-label={texts.differences}>
    {kinds.map((kind) => (
      <li key={kind} className={`comparison-${kind}`}>
        <strong>{count(diff[kind])}</strong> {texts.changes[kind].toLowerCase()}
      </li>
    ))}
    {diff.added + diff.removed + diff.changed > diff.rows.length && (
      <li className="mute">{texts.more(diff.rows.length, diff.added + diff.removed + diff.changed)}</li>
    )}
  </ul>
)

interface ComparisonProps {
  readonly pair: Pair | null
  readonly table: string | null
}

const Found = ({ pair, table }: { readonly pair: Pair; readonly table: string }) => {
  const diff = useAnswer('versions.diff', { table, ...pair, limit })
  if (diff.error !== null) return <ReadFailure error={diff.error.info} onRetry={() => void diff.refetch()} />
  if (diff.data === undefined) return <Skeleton lines={6} label={texts.readingDiff} />
  const nothing = diff.data.rows.length === 0
  return (
    <>
      <Summary diff={diff.data} />
      {nothing ? (
        <Empty icon={Equal} title={texts.same}>
          {texts.sameAbout}
        </Empty>
      ) : (
        <DifferenceTable diff={diff.data} />
      )}
      <div className="versions-foot">
        <CodeLine
          code={`before = ${snapshotCode(table, pair.from)}\nafter = ${snapshotCode(table, pair.to)}`}
          does={texts.codeDiff}
        />
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
    <Found pair={pair} table={table} />
  )
