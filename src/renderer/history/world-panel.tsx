import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Table } from '../../shared/domain/annotation'
import type { Version } from '../../shared/domain/version'
import { CodeLine } from '../code/code-line'
import { Segmented } from '../components/segmented'
import { liveTableCode } from '../code/moment-code'
import { snapshotCode } from '../code/version-code'
import { isoOf } from './micros'
import { Comparison } from './comparison'
import { FrozenRows } from './frozen-rows'
import { LiveRows } from './live-rows'
import type { MapStore } from './map-state'
import type { Cut, History } from './picture'
import { RowDetails } from './row-details'
import { notLookedUp, told } from './story'
import { historyTexts } from './texts'
import { baseOfLiveQuery, versionAt, worldAt } from './world'
import './world-panel.css'

const texts = historyTexts.world

interface WorldPanelProps {
  readonly store: MapStore
  readonly table: Table
  readonly history: History
  readonly versions: readonly Version[]
  readonly cuts: readonly Cut[]
}

/** Later than any time: now, whatever was made since the history was read. */
const latest = Number.MAX_SAFE_INTEGER

/** Which of the two it is: a version's own snapshot, or a reconstruction. Said in words, always. */
const Headline = ({ cursor, frozen }: { readonly cursor: number | null; readonly frozen: number | null }) => (
  <h2 className="world-headline">
    {cursor === null ? (
      <>{texts.now}: </>
    ) : (
      <>
        {texts.at} <span className="tabular">{told(cursor)}</span>:{' '}
      </>
    )}
    {frozen === null ? (
      <span className="world-kind">
        {cursor === null && `${texts.live} `}
        <strong>{texts.between}</strong> {texts.betweenAbout}
      </span>
    ) : (
      <span className="world-kind">
        <strong className="world-frozen">{texts.exactly(frozen)}</strong>, {texts.frozen}
      </span>
    )}
  </h2>
)

/** The table at the time cursor. It follows the cursor as it is dragged. */
export const WorldPanel = ({ store, table, history, versions, cuts }: WorldPanelProps) => {
  const [view, setView] = useState<'rows' | 'compare'>('rows')
  const cursor = useStore(store, (state) => state.cursor)
  const opened = useStore(store, (state) => state.picked)
  const time = cursor ?? latest
  const world = useMemo(() => worldAt(history.rows, time), [history, time])
  const base = useMemo(() => baseOfLiveQuery(versions, time), [versions, time])
  const exact = cursor === null ? undefined : versionAt(versions, cursor)
  const leftOut = useMemo(() => notLookedUp(history.rows, cuts, world), [history, cuts, world])
  const held = exact?.tables.find(({ name }) => name === table.name)
  const frozen = exact === undefined || held === undefined ? null : exact.version
  const rowsShown = held?.rows ?? world.length
  const open = (id: string): void => store.setState({ picked: id, hovered: null })
  const shared = { history, opened, onOpen: open }
  return (
    <section className="panel world" aria-label={texts.label}>
      <header className="panel-head">
        <Headline cursor={cursor} frozen={frozen} />
        <span className="panel-note" role="status">
          {texts.rowCount(rowsShown)}
        </span>
        <div className="panel-actions">
          <Segmented
            label={texts.view}
            value={view}
            choices={[
              { value: 'rows', label: texts.rows },
              { value: 'compare', label: texts.compare, hint: texts.compareHint },
            ]}
            onChange={setView}
          />
        </div>
      </header>
      <div className="world-body">
        <div className="world-main">
          {view === 'compare' ? (
            <Comparison
              {...shared}
              table={table.name}
              versions={versions}
              base={base}
              cursor={cursor}
              exact={exact !== undefined}
              world={world}
              leftOut={leftOut}
            />
          ) : frozen === null ? (
            <LiveRows {...shared} table={table} world={world} isNow={cursor === null} />
          ) : (
            <FrozenRows {...shared} table={table.name} version={frozen} />
          )}
          {view === 'rows' && (
            <footer className="world-foot">
              <CodeLine
                code={
                  frozen === null
                    ? liveTableCode(table.name, cursor === null ? null : isoOf(cursor))
                    : snapshotCode(table.name, frozen)
                }
                does={texts.code}
              />
              {frozen === null && leftOut > 0 && (
                <span className="mute tabular" title={texts.leftOutAbout}>
                  {texts.leftOut(leftOut)}
                </span>
              )}
            </footer>
          )}
        </div>
        {opened !== null && history.rows.places.has(opened) && (
          <RowDetails
            table={table.name}
            history={history}
            cuts={cuts}
            id={opened}
            onClose={() => store.setState({ picked: null })}
          />
        )}
      </div>
    </section>
  )
}
