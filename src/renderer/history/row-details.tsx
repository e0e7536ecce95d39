import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { duration } from '../components/format'
import { IconButton } from '../components/button'
import { readCode } from '../code/annotation-code'
import { CodeLine } from '../code/code-line'
import { rowsIn } from './lanes'
import { isoOf } from './micros'
import type { Cut, History } from './picture'
import { never, none } from './rows'
import { lineageTold, storiesOf, told, versionsTold } from './story'
import { hueClass } from './hue'
import { historyTexts } from './texts'
import { WholeRow } from './whole-row'
import './row-details.css'

const texts = historyTexts.card

interface RowDetailsProps {
  readonly table: string
  readonly history: History
  readonly cuts: readonly Cut[]
  readonly id: string
  readonly onClose: () => void
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Time = ({ micros }: { readonly micros: number }) => (
  <time className="tabular" dateTime={isoOf(micros)} title={`${isoOf(micros)} (UTC)`}>
    {told(micros)}
  </time>
)

/** All that is known of one row: what it says, when it did, and which versions say it still. */
export const RowDetails = ({ table, history, cuts, id, onClose }: RowDetailsProps) => {
  const { rows, lanes, now } = history
  const place = rows.places.get(id) ?? none
  const lane = lanes.of[place] ?? none
  const created = rows.created[place] ?? 0
  const deleted = rows.deleted[place] ?? never
  const versions = versionsTold(rows, cuts, place)
  const ids = Array.from(rowsIn(lanes, lane), (each) => rows.ids[each] ?? '')
  return (
    <aside className={`world-details ${hueClass(lane)}`} aria-label={texts.label(id)}>
      <header>
        <strong className="world-details-value">{rows.values[place] ?? '–'}</strong>
        <IconButton label={texts.close} icon={X} onClick={onClose} />
      </header>
      <p className="mute" role="status">
        <code>id {id}</code> · {storiesOf(rows)(place)}
      </p>
      <dl>
        <Fact name={texts.lineage}>
          <code>{lineageTold(history, place)}</code>
        </Fact>
        <Fact name={texts.created}>
          <Time micros={created} />
        </Fact>
        <Fact name={texts.until}>{deleted === never ? texts.now : <Time micros={deleted} />}</Fact>
        <Fact name={texts.lasted}>{duration((Math.min(deleted, now) - created) / 1000)}</Fact>
        <Fact name={texts.versions}>{versions === '' ? texts.noVersion : versions}</Fact>
      </dl>
      <WholeRow table={table} id={id} shown={history.column} />
      <CodeLine code={readCode(table, ids.slice(-20))} does={texts.code} />
    </aside>
  )
}
