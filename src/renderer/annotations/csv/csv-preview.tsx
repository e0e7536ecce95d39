import { useEffect, useRef } from 'react'
import { count } from '../../components/format'
import type { Table } from '../../../shared/domain/annotation'
import { editable } from '../form'
import { annotationTexts } from '../texts'
import { limits } from './limits'
import type { Reading } from './read-rows'
import { visible } from './visible'

const texts = annotationTexts.addCsv

const Names = ({ what, names }: { readonly what: string; readonly names: readonly string[] }) =>
  names.length > 0 && (
    <div>
      <dt>{what}</dt>
      <dd>
        {names.map((name) => (
          <code key={name}>{visible(name)}</code>
        ))}
      </dd>
    </div>
  )

const separatorOf = (delimiter: string): string =>
  delimiter === ';' || delimiter === '\t' ? texts.separated[delimiter] : texts.separated[',']

const Summary = ({ reading }: { readonly reading: Reading }) => {
  const summary = useRef<HTMLParagraphElement>(null)
  // The button that was pressed has gone, and focus with it.
  useEffect(() => summary.current?.focus(), [])
  const { rows, badLines, blank, delimiter, decimals } = reading
  const told = [
    badLines > 0 && texts.left(badLines),
    blank > 0 && texts.blank(blank),
    texts.format(separatorOf(delimiter), decimals === 'comma'),
  ]
  return (
    <p ref={summary} tabIndex={-1} className="csv-summary" role="status">
      <strong>{rows.length === 0 ? texts.none : texts.ready(rows.length)}</strong>
      <span className="mute">{told.filter((part) => part !== false).join(' · ')}</span>
    </p>
  )
}

const Problems = ({ reading: { problems } }: { readonly reading: Reading }) => (
  <section aria-label={texts.problems} className="csv-part">
    <h3>{texts.problems}</h3>
    <div className="csv-scroll" role="region" aria-label={texts.problems} tabIndex={0}>
      <table className="table csv-table">
        <thead>
          <tr>
            <th scope="col">{texts.line}</th>
            <th scope="col">{texts.column}</th>
            <th scope="col">{texts.why}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, limits.listed).map(({ line, column, why }) => (
            <tr key={`${line} ${column ?? ''}`}>
              <td className="tabular">{count(line)}</td>
              <td>
                {column === null ? (
                  <span className="mute">{texts.whole}</span>
                ) : (
                  <code>{visible(column)}</code>
                )}
              </td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {problems.length > limits.listed && <p className="mute">{texts.more(problems.length - limits.listed)}</p>}
  </section>
)

const Rows = ({
  reading: { rows, matching },
  table,
}: {
  readonly reading: Reading
  readonly table: Table
}) => {
  const columns = editable(table.columns).filter((column) =>
    matching.sources.some((source) => source.column === column),
  )
  return (
    <section className="csv-part">
      <h3>{texts.rows}</h3>
      <div className="csv-scroll" role="region" aria-label={texts.rows} tabIndex={0}>
        <table className="table csv-table">
          <thead>
            <tr>
              <th scope="col">{texts.line}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limits.listed).map(({ line, values }) => (
              <tr key={line}>
                <td className="mute tabular">{count(line)}</td>
                {columns.map(({ name, kind }) => (
                  <td key={name} className={kind === 'text' ? undefined : 'mono'}>
                    <bdi>{visible((values[name] ?? []).join(', '))}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > limits.listed && <p className="mute">{texts.more(rows.length - limits.listed)}</p>}
    </section>
  )
}

/** What would be added, and what would not and why, before anything is. */
export const CsvPreview = ({ reading, table }: { readonly reading: Reading; readonly table: Table }) => {
  const { matching } = reading
  return (
    <>
      <Summary reading={reading} />
      <dl className="csv-columns">
        <Names what={texts.taken} names={matching.sources.map(({ column }) => column.name)} />
        <Names what={`${texts.own}, ${texts.leftOut}`} names={matching.own} />
        <Names what={`${texts.unknown}, ${texts.leftOut}`} names={matching.unknown} />
      </dl>
      {reading.problems.length > 0 && <Problems reading={reading} />}
      {reading.rows.length > 0 && <Rows reading={reading} table={table} />}
    </>
  )
}
