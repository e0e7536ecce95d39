// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Rows } from '../../../src/renderer/history/rows'
import { useWholeRows } from '../../../src/renderer/history/use-whole-rows'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, find, press, says, settle } from '../support/page'
import { useState } from 'react'
import { historyOfRows, type MadeRow } from './made-history'

const madeRows = (count: number): MadeRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, created: index }))

const columns = [
  { name: 'id', kind: 'id', editable: false, required: false },
  { name: 'tag', kind: 'text', editable: true, required: true },
]
const answer = (ids: readonly number[]) => good({ columns, rows: ids.map((id) => [String(id), `tag ${id}`]) })

const Look = ({ rows, world }: { readonly rows: Rows; readonly world: Int32Array }) => {
  const { rows: known } = useWholeRows('t', rows, world)
  return <output>{[...known.values()].map((row) => row[1]).join(', ')}</output>
}

const first = historyOfRows(madeRows(3)).rows
const later = historyOfRows(madeRows(4)).rows

/** Looks at other rows with each press. */
const Looks = () => {
  const [step, setStep] = useState(0)
  const looks = [
    { rows: first, world: Int32Array.of(0, 1) },
    { rows: first, world: Int32Array.of(1, 2) },
    { rows: later, world: Int32Array.of(1, 3) },
  ]
  const look = looks[step] ?? { rows: later, world: Int32Array.of(1, 3) }
  return (
    <>
      <button type="button" onClick={() => setStep(step + 1)}>
        On
      </button>
      <Look {...look} />
    </>
  )
}

describe('the cells of the rows in view', () => {
  const played = async () => {
    const manual = manualBridge()
    await draw(manual.bridge, <Looks />)
    const asked = (turn: number) => eventually(() => manual.calls[turn])
    return { ...manual, asked }
  }

  it('are asked for once: rows that were met before are not asked for again', async () => {
    const { asked, calls } = await played()
    const one = await asked(0)
    expect(one).toMatchObject({ channel: 'annotations.rows', input: { table: 't', ids: ['1', '2'] } })
    one.answer(answer([1, 2]))
    await says('tag 1, tag 2')
    await press('button', 'On')
    const two = await asked(1)
    expect(two.input).toEqual({ table: 't', ids: ['3'] })
    two.answer(answer([3]))
    await says('tag 1, tag 2, tag 3')
    expect(calls).toHaveLength(2)
  })

  it('are read again once the table changed, and stand there meanwhile', async () => {
    const { asked } = await played()
    ;(await asked(0)).answer(answer([1, 2]))
    await says('tag 1, tag 2')
    await press('button', 'On')
    ;(await asked(1)).answer(answer([3]))
    await press('button', 'On')
    const again = await asked(2)
    expect(again.input).toEqual({ table: 't', ids: ['2', '4'] })
    await says('tag 1, tag 2, tag 3')
    again.answer(answer([2, 4]))
    await says('tag 4')
  })

  it('that could not be read are asked for again when they are met again', async () => {
    const { asked } = await played()
    ;(await asked(0)).answer(refusal('DATABASE_FAILED'))
    await settle()
    await find('button', 'On')
    await press('button', 'On')
    expect((await asked(1)).input).toEqual({ table: 't', ids: ['2', '3'] })
  })
})
