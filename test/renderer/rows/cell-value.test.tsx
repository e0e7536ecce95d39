// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { Cell, Column } from '../../../src/shared/domain/annotation'
import { RowGrid } from '../../../src/renderer/rows/row-grid'
import { fakeBridge } from '../fake/fake-bridge'
import { all, draw, find, says } from '../support/page'

const own = { editable: false, required: false } as const
const columns: readonly Column[] = [
  { name: 'id', kind: 'id', ...own },
  { name: 'pt_root_id', kind: 'id', ...own },
  { name: 'tag', kind: 'text', ...own },
]
const rows: readonly (readonly Cell[])[] = [
  ['1', '288230376151711745', '288230376151711745'],
  ['2', '0', 'background'],
  ['3', null, 'not looked up'],
]
const opened: string[] = []

const drawRows = (onOpen?: (id: string) => void) =>
  draw(
    fakeBridge('ready'),
    <RowGrid
      label="Rows"
      columns={columns}
      total={rows.length}
      rowAt={(index) => rows[index]?.slice()}
      onRange={() => undefined}
      {...(onOpen && { onOpen })}
      empty={null}
    />,
  )

it('a root leads to where it is told of; background, nothing and a text that looks alike lead nowhere', async () => {
  await drawRows()
  await says('not looked up')
  expect(all('link').map((link) => link.getAttribute('href'))).toEqual(['#/segmentation/288230376151711745'])
  expect((await find('link')).tabIndex).toBe(0)
})

it('a click on it opens no details, which hold the same link for the keyboard', async () => {
  await drawRows((id) => opened.push(id))
  const link = await find('link')
  expect(link.tabIndex).toBe(-1)
  link.click()
  expect([location.hash, opened]).toEqual(['#/segmentation/288230376151711745', []])
  location.hash = ''
})
