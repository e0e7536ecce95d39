import { Camera, Snowflake } from 'lucide-react'
import type { Cell, Page } from '../../shared/domain/annotation'
import { demoTable } from '../../shared/domain/demo-table'
import { plural } from '../components/format'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer } from '../core/use-call'
import { background, cellHint, isMono, shownText } from '../rows/cell-text'
import { newestOpenable } from '../../shared/domain/version'
import { welcomeTexts, type AnswerColumn } from './texts'

const texts = welcomeTexts.answer
const { name: table } = demoTable
/** More would push the explanation out of sight; the version itself is one click away. */
const rowLimit = 5

const isExplained = (name: string): name is AnswerColumn => Object.hasOwn(texts.columns, name)

const order = Object.keys(texts.columns)

/** The columns that are explained, each with its place in a row. */
const explainedIn = ({ columns }: Page) =>
  columns
    .flatMap(({ name, kind }, place) => (isExplained(name) ? [{ name, kind, place }] : []))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))

/** Whoever asked looks at the answer, not for it. */
const bringIntoView = (answer: HTMLElement | null): void => answer?.scrollIntoView({ block: 'nearest' })

const cellsOf = ({ columns, rows }: Page, name: AnswerColumn): readonly Cell[] => {
  const place = columns.findIndex((column) => column.name === name)
  return rows.map((row) => row[place] ?? null)
}

/** How many points lie on how many cells. */
const summary = (page: Page): string => {
  const all = cellsOf(page, 'pt_root_id').map(String)
  const roots = new Set(all.filter((root) => root !== background))
  const outside = all.filter((root) => root === background).length
  const shown = page.rows.length
  const points =
    page.total > shown ? texts.first(shown, page.total) : plural(shown, 'point lies', 'points lie')
  const [root = ''] = roots
  const cells = roots.size === 1 ? texts.oneCell(root) : texts.cells(plural(roots.size, 'cell'))
  if (outside === 0) return `${points} ${cells}.`
  return roots.size === 0
    ? `${points} ${texts.outside}.`
    : `${points} ${cells}, ${texts.someOutside(outside)}.`
}

const Answer = ({ page, caption }: { readonly page: Page; readonly caption: string }) => {
  const columns = explainedIn(page)
  return (
    <div className="welcome-answer" ref={bringIntoView}>
      <div className="welcome-table">
        <table className="table" aria-label={texts.label}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={String(row[0])}>
                {columns.map(({ name, kind, place }) => (
                  <td key={name} className={isMono(kind) ? 'mono' : undefined}>
                    <span className="welcome-cell" title={cellHint(row[place] ?? null, { name, kind })}>
                      {shownText(row[place] ?? null, { name, kind })}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <strong>{summary(page)}</strong>
      </p>
      <dl className="welcome-columns">
        {columns.map(({ name }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{texts.columns[name]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const Rows = ({ version }: { readonly version: number }) => {
  const page = useAnswer('versions.page', { version, table, limit: rowLimit })
  if (page.error !== null) return <ReadFailure error={page.error.info} onRetry={() => void page.refetch()} />
  if (page.data === undefined) return <Skeleton lines={3} label={welcomeTexts.query.reading} />
  if (page.data.rows.length === 0)
    return (
      <Empty icon={Snowflake} title={texts.empty}>
        {texts.emptyAbout}
      </Empty>
    )
  return <Answer page={page.data} caption={texts.caption(version, plural(page.data.total, 'row'))} />
}

/** The rows that the first question brings, and what each of their columns means. */
export const QueryAnswer = ({ byPanel }: { readonly byPanel: boolean }) => {
  const versions = useAnswer('versions.list', undefined)
  if (versions.error !== null)
    return <ReadFailure error={versions.error.info} onRetry={() => void versions.refetch()} />
  if (versions.data === undefined) return <Skeleton lines={3} label={welcomeTexts.query.reading} />
  const newest = newestOpenable(versions.data)
  if (newest === undefined)
    return (
      <Empty icon={Camera} title={texts.none}>
        {texts.noneAbout}
      </Empty>
    )
  return (
    <>
      {byPanel && <p className="mute">{texts.byPanel}</p>}
      <Rows version={newest.version} />
    </>
  )
}
