import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import type { Version } from '../../shared/domain/version'
import { IconButton } from '../components/button'
import { Segmented } from '../components/segmented'
import { Select } from '../components/select'
import { Comparison } from './comparison'
import { Snapshot } from './snapshot'
import { versionTexts as texts } from './texts'
import { firstComparison, isOpenable, tablesOf, type Comparison as Pair } from './version-state'

interface VersionPanelProps {
  readonly versions: readonly Version[]
  readonly selected: Version
  readonly shows: Shows
  readonly onShows: (shows: Shows) => void
}

export type Shows = 'open' | 'compare'

const choicesOf = (versions: readonly Version[]) =>
  versions.filter(isOpenable).map(({ version }) => ({ value: String(version), label: `v${version}` }))

interface PairSelectProps {
  readonly versions: readonly Version[]
  readonly pair: Pair
  readonly onChange: (pair: Pair) => void
}

const PairSelect = ({ versions, pair, onChange }: PairSelectProps) => (
  <span className="toolbar">
    <span className="mute">{texts.from}</span>
    <Select
      label={texts.fromLabel}
      value={String(pair.from)}
      choices={choicesOf(versions)}
      onChange={(from) => onChange({ ...pair, from: Number(from) })}
    />
    <span className="mute">{texts.to}</span>
    <Select
      label={texts.toLabel}
      value={String(pair.to)}
      choices={choicesOf(versions)}
      onChange={(to) => onChange({ ...pair, to: Number(to) })}
    />
    <IconButton
      label={texts.swap}
      icon={ArrowLeftRight}
      onClick={() => onChange({ from: pair.to, to: pair.from })}
    />
  </span>
)

/** The selected version: its rows, or how it differs from another. Keyed by version, so that each starts afresh. */
export const VersionPanel = ({ versions, selected, shows, onShows }: VersionPanelProps) => {
  const [chosenTable, setTable] = useState<string | null>(null)
  const [chosenPair, setPair] = useState<Pair | null>(null)
  const pair = chosenPair ?? firstComparison(versions, selected.version)
  const compared = versions.filter(({ version }) => version === pair?.from || version === pair?.to)
  const tables = tablesOf(shows === 'open' ? [selected] : compared)
  const table = tables.find((name) => name === chosenTable) ?? tables[0] ?? null
  return (
    <section className="panel versions-panel" aria-label={texts.name(selected.version)}>
      <header className="panel-head">
        <h2>
          {shows === 'compare' && pair !== null
            ? texts.comparison(pair.from, pair.to)
            : texts.name(selected.version)}
        </h2>
        <Segmented
          label={texts.view}
          value={shows}
          choices={[
            { value: 'open', label: texts.open },
            { value: 'compare', label: texts.compare },
          ]}
          onChange={onShows}
        />
        <div className="panel-actions">
          {shows === 'compare' && pair !== null && (
            <PairSelect versions={versions} pair={pair} onChange={setPair} />
          )}
          {table !== null && (
            <Select
              mono
              label={texts.table}
              value={table}
              choices={tables.map((name) => ({ value: name, label: name }))}
              onChange={setTable}
            />
          )}
        </div>
      </header>
      {shows === 'open' ? (
        <Snapshot version={selected} table={table} />
      ) : (
        <Comparison pair={pair} table={table} />
      )}
    </section>
  )
}
