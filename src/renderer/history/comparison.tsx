import { CameraOff } from 'lucide-react'
import { useState } from 'react'
import type { Version } from '../../shared/domain/version'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useFleetActions } from '../fleet/fleet-actions'
import { texts as shellTexts } from '../texts'
import { liveQueryAsked, liveTableAsked } from '../code/moment-code'
import { snapshotCode } from '../code/version-code'
import { isoOf } from './micros'
import { CompareTable } from './compare-table'
import type { History } from './picture'
import { historyTexts } from './texts'
import { useSnapshot } from './use-history'
import { sideBySide } from './world'
import './comparison.css'

const texts = historyTexts.compare

interface ComparisonProps {
  readonly table: string
  readonly history: History
  readonly versions: readonly Version[]
  readonly base: Version | undefined
  readonly cursor: number | null
  /** The cursor stands exactly on the version. */
  readonly exact: boolean
  readonly world: Int32Array
  /** Rows of the live table that its code leaves out. */
  readonly leftOut: number
  readonly opened: string | null
  readonly onOpen: (id: string) => void
}

/** Why a live_query is refused, and what helps. */
const Refused = ({ versions, base }: Pick<ComparisonProps, 'versions' | 'base'>) => {
  const { materialize } = useFleetActions()
  const [title, about] =
    base !== undefined
      ? [texts.without(base.version), texts.withoutAbout]
      : versions.length === 0
        ? [texts.noVersion, texts.noVersionAbout]
        : [texts.none, texts.noneAbout]
  const helps = base !== undefined || versions.length === 0
  return (
    <Empty
      icon={CameraOff}
      title={title}
      action={
        helps && (
          <Button pending={materialize.pending} onClick={() => materialize.run(undefined)}>
            {shellTexts.materialize}
          </Button>
        )
      }
    >
      {about}
    </Empty>
  )
}

const Pairs = (props: ComparisonProps & { readonly base: Version }) => {
  const { table, history, base, world, opened, onOpen } = props
  const [only, setOnly] = useState(false)
  const snapshot = useSnapshot(table, history.column, base.version)
  if (snapshot.error !== null)
    return <ReadFailure error={snapshot.error.info} onRetry={() => snapshot.refetch()} />
  if (snapshot.data === undefined) return <Skeleton lines={4} label={texts.reading} />
  const all = sideBySide(history.rows, history.lanes, world, snapshot.data)
  const differing = all.filter(({ difference }) => difference !== 'same')
  return (
    <CompareTable
      pairs={only ? differing : all}
      column={history.column ?? ''}
      differing={differing.length}
      only={only}
      onOnly={setOnly}
      opened={opened}
      onOpen={onOpen}
    />
  )
}

/** What the live table holds at a moment, beside what a live_query with that timestamp answers (CAVE-FACTS 6). */
export const Comparison = (props: ComparisonProps) => {
  const { table, base, cursor, leftOut } = props
  const holds = base?.tables.some(({ name }) => name === table) === true
  const at = cursor === null ? null : isoOf(cursor)
  const exact = props.exact && base !== undefined && holds
  return (
    <div className="history-comparison">
      <div className="comparison-heads">
        <section aria-label={texts.live}>
          <p>
            <strong>{cursor === null ? texts.liveNow : texts.live}</strong>{' '}
            <span className="mute">{exact ? texts.liveExact(base.version) : texts.liveAbout(leftOut)}</span>
          </p>
          <CodeLine
            // CAVE refuses a live_live_query at the very moment of a version.
            code={exact ? snapshotCode(table, base.version) : liveTableAsked(table, at)}
            does={texts.liveCode}
          />
        </section>
        <section aria-label={texts.query}>
          <p>
            <strong>{cursor === null ? texts.queryNow : texts.query}</strong>{' '}
            <span className="mute">
              {base === undefined
                ? texts.none
                : exact
                  ? texts.queryExact(base.version)
                  : texts.queryAbout(base.version)}
            </span>
          </p>
          <CodeLine code={liveQueryAsked(table, at)} does={texts.queryCode} />
        </section>
      </div>
      {base === undefined || !holds ? <Refused {...props} /> : <Pairs {...props} base={base} />}
    </div>
  )
}
