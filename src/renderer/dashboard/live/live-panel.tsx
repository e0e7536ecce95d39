import { Table2 } from 'lucide-react'
import { useState } from 'react'
import type { Version } from '../../../shared/domain/version'
import { Empty, Skeleton } from '../../components/notice'
import { Panel } from '../../components/panel'
import { Segmented } from '../../components/segmented'
import { Untold } from '../reading/untold'
import { dataPace, healthPace, useReading } from '../reading/use-reading'
import { isTold, type SeenFleet } from '../services/use-services'
import { LiveTable } from './live-table'
import { readTableAbout, readTableNames } from './read-table'
import { liveTexts as texts } from './texts'
import './live-panel.css'

interface AboutProps {
  readonly table: string
  /** Its name stands nowhere else. */
  readonly named: boolean
}

/** What kind of table it is. */
const About = ({ table, named }: AboutProps) => {
  const { value } = useReading(['about', table], (signal) => readTableAbout(table, signal), healthPace)
  return (
    <>
      {named && <code>{table}</code>}
      {named && value !== null && ' · '}
      {value !== null && texts.about(value.schemaType, value.description, value.voxelResolution)}
    </>
  )
}

const NoTable = () => (
  <Empty icon={Table2} title={texts.noTables}>
    {texts.noTablesAbout}
  </Empty>
)

interface LivePanelProps {
  /** The newest version, which tells the roots. */
  readonly version: Version | null
  readonly fleet: SeenFleet
}

/** The live table: what is annotated right now. */
export const LivePanel = ({ version, fleet }: LivePanelProps) => {
  const tables = useReading(['tables'], readTableNames, dataPace)
  const [wish, setWish] = useState('')
  const names = tables.value ?? []
  const table = names.find((name) => name === wish) ?? names[0]
  return (
    <Panel
      className="live"
      label={texts.title}
      title={texts.title}
      note={table === undefined ? undefined : <About key={table} table={table} named={names.length === 1} />}
      actions={
        names.length > 1 && table !== undefined ? (
          <Segmented
            label={texts.choose}
            value={table}
            choices={names.map((name) => ({ value: name, label: name }))}
            onChange={setWish}
          />
        ) : undefined
      }
    >
      <Untold error={tables.error} told={isTold(fleet, 'annotation')} />
      {table === undefined ? (
        tables.value === null ? (
          <Skeleton lines={4} label={texts.reading} />
        ) : (
          <NoTable />
        )
      ) : (
        <LiveTable key={table} table={table} version={version} fleet={fleet} />
      )}
    </Panel>
  )
}
