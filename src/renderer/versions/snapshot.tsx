import { Camera, Snowflake } from 'lucide-react'
import { useMemo } from 'react'
import type { Row } from '../../shared/domain/annotation'
import type { Version } from '../../shared/domain/version'
import { CodeLine } from '../code/code-line'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { snapshotCode } from '../code/version-code'
import { RowGrid } from '../rows/row-grid'
import { shownColumns } from '../rows/shown-columns'
import { usePages } from '../rows/use-pages'
import { versionTexts as texts } from './texts'
import { isOpenable } from './version-state'

const Rows = ({ version, table }: { readonly version: number; readonly table: string }) => {
  const pages = usePages('versions.page', { version, table })
  const { columns, rowAt } = pages
  const shown = useMemo(() => shownColumns(columns ?? [], 'all'), [columns])
  const shownRow = (index: number): Row | undefined => {
    const row = rowAt(index)
    return row === undefined ? undefined : shown.pick(row)
  }
  return (
    <>
      <div className="versions-grid">
        <ReadFailure error={pages.error} onRetry={pages.readAgain} />
        {columns === null ? (
          pages.error === null && <Skeleton lines={6} label={texts.readingRows} />
        ) : (
          <RowGrid
            label={`${texts.name(version)}: ${table}`}
            columns={shown.columns}
            total={pages.total}
            rowAt={shownRow}
            onRange={pages.setRange}
            empty={
              <Empty icon={Snowflake} title={texts.emptySnapshot}>
                {texts.emptySnapshotAbout}
              </Empty>
            }
          />
        )}
      </div>
      <div className="versions-foot">
        <CodeLine code={snapshotCode(table, version)} does={texts.codeRows} />
      </div>
    </>
  )
}

/** One version's table, frozen. */
export const Snapshot = ({
  version,
  table,
}: {
  readonly version: Version
  readonly table: string | null
}) => {
  if (!isOpenable(version))
    return (
      <Empty icon={Camera} title={texts.notThere[version.status]}>
        {texts.notThereAbout[version.status]}
      </Empty>
    )
  return table === null ? (
    <Empty icon={Snowflake} title={texts.noTables}>
      {texts.noTablesAbout}
    </Empty>
  ) : (
    <Rows key={`${version.version} ${table}`} version={version.version} table={table} />
  )
}
