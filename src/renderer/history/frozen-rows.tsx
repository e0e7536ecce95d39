import { useMemo } from 'react'
import { Snowflake } from 'lucide-react'
import type { Column, Row } from '../../shared/domain/annotation'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { rowId } from '../rows/cell-text'
import { RowGrid } from '../rows/row-grid'
import { usePages } from '../rows/use-pages'
import { versionTexts } from '../versions/texts'
import { sinceColumn, sinceLook } from './live-rows'
import { onceEach } from './once-each'
import type { History } from './picture'
import { sinceThen } from './story'
import { historyTexts } from './texts'

const texts = historyTexts

interface FrozenRowsProps {
  readonly table: string
  readonly version: number
  readonly history: History
  readonly onOpen: (id: string) => void
  readonly opened: string | null
}

/** The id, then the value that the blocks show, then the others; all rows of a version are valid. */
const placesOf = (columns: readonly Column[], value: string | null): readonly number[] => {
  const rank = ({ name }: Column): number => (name === 'id' ? 0 : name === value ? 1 : 2)
  return columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.name !== 'valid')
    .sort((a, b) => rank(a.column) - rank(b.column))
    .map(({ place }) => place)
}

/** A version's own rows, with supervoxels and roots, and what became of each since. */
export const FrozenRows = ({ table, version, history, onOpen, opened }: FrozenRowsProps) => {
  const pages = usePages('versions.page', { version, table })
  const { columns, rowAt } = pages
  const shown = useMemo(() => {
    const places = placesOf(columns ?? [], history.column)
    const withSince = onceEach((row: Row): Row => {
      const place = history.rows.places.get(rowId(columns ?? [], row, 0))
      // After a reset the live table does not know the rows of older versions.
      const since = place === undefined ? texts.since.deleted : sinceThen(history, place)
      return [...places.map((at) => row[at] ?? null), since]
    })
    return { columns: [...places.flatMap((at) => (columns ?? []).slice(at, at + 1)), sinceColumn], withSince }
  }, [columns, history])
  return (
    <>
      <ReadFailure error={pages.error} onRetry={pages.readAgain} />
      {columns === null ? (
        pages.error === null && <Skeleton lines={4} label={texts.world.reading} />
      ) : (
        <RowGrid
          label={texts.world.label}
          columns={shown.columns}
          total={pages.total}
          rowAt={(index) => {
            const row = rowAt(index)
            return row === undefined ? undefined : shown.withSince(row)
          }}
          onRange={pages.setRange}
          onOpen={onOpen}
          opened={opened}
          lookOf={sinceLook}
          empty={
            <Empty icon={Snowflake} title={versionTexts.emptySnapshot}>
              {versionTexts.emptySnapshotAbout}
            </Empty>
          }
        />
      )}
    </>
  )
}
