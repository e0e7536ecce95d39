import { Table2 } from 'lucide-react'
import type { Version } from '../../../shared/domain/version'
import { clock } from '../../components/format'
import { Empty, Skeleton } from '../../components/notice'
import { RowGrid } from '../../rows/row-grid'
import { Untold } from '../reading/untold'
import { isTold, type SeenFleet } from '../services/use-services'
import { liveTexts as texts } from './texts'
import { useLiveTable, type SeenTable } from './use-live-table'

/** All rows are there at once: nothing is asked for as they scroll into view. */
const noRange = (): void => undefined

const NoRows = () => (
  <Empty icon={Table2} title={texts.noRows}>
    {texts.noRowsAbout}
  </Empty>
)

const Foot = ({ seen }: { readonly seen: SeenTable }) => (
  <footer className="panel-foot tabular">
    {seen.found !== null && (
      <span>
        {seen.found.whole
          ? texts.rows(seen.found.live.length)
          : texts.newest(seen.found.live.length, seen.found.written)}
      </span>
    )}
    {seen.waits && <span>{texts.waits}</span>}
    {seen.at !== null && (
      <span className="live-read">{texts.read(clock(new Date(seen.at).toISOString()))}</span>
    )}
  </footer>
)

interface LiveTableProps {
  readonly table: string
  readonly version: Version | null
  readonly fleet: SeenFleet
}

/** The rows of one table, and when they were read. */
export const LiveTable = ({ table, version, fleet }: LiveTableProps) => {
  const seen = useLiveTable(table, version)
  return (
    <>
      <Untold error={seen.error} told={isTold(fleet, 'annotation')} />
      <Untold error={seen.rootsError} told={isTold(fleet, 'mat')} />
      <div className="live-grid">
        {seen.found === null ? (
          <Skeleton lines={4} label={texts.reading} />
        ) : (
          <RowGrid
            label={`${texts.title}: ${table}`}
            columns={seen.columns}
            total={seen.rows.length}
            rowAt={(index) => seen.rows[index]}
            onRange={noRange}
            flashOf={(id) => seen.flashes.get(id)}
            empty={<NoRows />}
          />
        )}
      </div>
      <Foot seen={seen} />
    </>
  )
}
