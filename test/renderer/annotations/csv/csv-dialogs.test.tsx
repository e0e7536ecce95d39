// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../../../src/shared/bridge'
import type { ErrorInfo } from '../../../../src/shared/errors'
import { AnnotationsView } from '../../../../src/renderer/annotations/annotations-view'
import { ToastList } from '../../../../src/renderer/components/toast-list'
import { FleetWatch } from '../../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../../src/renderer/fleet/fleet-actions'
import { fakeBridge } from '../../fake/fake-bridge'
import { all, draw, find, leave, press, says, settle, text, type } from '../../support/page'

const heading = 'tag,pt_position_x,pt_position_y,pt_position_z'
const lines = (rows: number): string =>
  [heading, ...Array.from({ length: rows }, (_, row) => `new ${row},${row},2,3`)].join('\n')

const drawTable = (bridge: Bridge): Promise<void> =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <AnnotationsView subject="my_cave_table" />
    </FleetActions>,
  )

const openDialog = async (bridge = fakeBridge('ready')): Promise<void> => {
  await drawTable(bridge)
  await press('button', 'Add from CSV')
  await find('dialog')
}

const look = async (content: string): Promise<void> => {
  await type(await find('textbox', 'Or paste its lines'), content)
  await press('button', 'See what would be added')
}

interface Adds {
  readonly bridge: Bridge
  /** How often rows were sent. */
  count(): number
}

/** A core whose part number `at` ends with an error. */
const failingAt = (at: number, code: ErrorInfo['code']): Adds => {
  const bridge = fakeBridge('ready')
  const error = { code, what: 'Annotations were not added.', why: 'It was made to fail.', fix: 'Try again.' }
  let count = 0
  return {
    count: () => count,
    bridge: {
      ...bridge,
      call: (channel, input) => {
        if (channel === 'annotations.add') count += 1
        return channel === 'annotations.add' && count === at
          ? { answer: Promise.resolve({ ok: false, error }), cancel: () => undefined }
          : bridge.call(channel, input)
      },
    },
  }
}

/** A core that answers additions only once it is let. */
const holdingAdds = (
  bridge = fakeBridge('ready'),
): { readonly bridge: Bridge; readonly open: () => void } => {
  const gate = { open: (): void => undefined }
  const opened = new Promise<void>((open) => (gate.open = open))
  return {
    open: () => gate.open(),
    bridge: {
      ...bridge,
      call: (channel, input) =>
        channel === 'annotations.add'
          ? { answer: opened.then(() => bridge.call(channel, input).answer), cancel: () => undefined }
          : bridge.call(channel, input),
    },
  }
}

describe('adding from CSV', () => {
  it('says first what it takes, and that a line is needed', async () => {
    await openDialog()
    await says('tag,pt_position_x,pt_position_y,pt_position_z')
    await says('10 MB and 50,000 rows at most')
    expect((await find('button', 'See what would be added')).hasAttribute('disabled')).toBe(true)
  })

  it('shows what would be added, and what not and why; nothing is added until it is said', async () => {
    const adds = failingAt(0, 'INTERNAL')
    await openDialog(adds.bridge)
    await look(`id,colour,${heading}\n7,red,hello,1,2,3\n8,blue,bad,x,2,3\n`)
    await says('1 row to add')
    await says('1 line with something wrong')
    await says(/3\s*pt_position_x\s*This is no number/)
    await says(/CAVE writes itself, left out\s*id/)
    await says(/Not in this table, left out\s*colour/)
    expect(document.activeElement?.textContent).toContain('1 row to add')
    expect(adds.count()).toBe(0)
    await press('button', 'Add 1 row, leave out 1')
    await says(/1 row added\.\s*Their ids: 6/)
    await press('button', 'Close')
    await says('hello')
  })

  it('reads a file that is dropped', async () => {
    await openDialog()
    const drop = new Event('drop', { bubbles: true, cancelable: true })
    Object.assign(drop, { dataTransfer: { files: [new File([lines(2)], 'rows.csv')] } })
    document.querySelector('.csv-drop')?.dispatchEvent(drop)
    await says('2 rows to add')
    expect(drop.defaultPrevented).toBe(true)
    await press('button', 'Another file')
    await find('textbox', 'Or paste its lines')
  })

  it('refuses a file whose heading misses a column, and stays where one can be chosen', async () => {
    await openDialog()
    await look('tag\na')
    await says('These columns are missing: pt_position.')
    await find('alert')
    await look(lines(1))
    await says('1 row to add')
  })

  it('draws markup and hidden characters as what they are', async () => {
    await openDialog()
    await look(`${heading}\n<img src=x onerror=alert(1)>\u202E,1,2,3`)
    await says('<img src=x onerror=alert(1)>‹U+202E›')
    expect(document.querySelector('.dialog img')).toBeNull()
  })

  it('that is stopped finishes the part that it is in, tells how far it came, and goes on when asked', async () => {
    const held = holdingAdds()
    await openDialog(held.bridge)
    await look(lines(1200))
    await press('button', 'Add 1,200 rows')
    await says('0 of 1,200 rows are added')
    await press('button', 'Stop')
    await find('button', 'Stopping after this part')
    held.open()
    await says(/Stopped: 500 of 1,200 rows are added\.\s*Their ids: 6 to 505/)
    await press('button', 'Add the other 700')
    await says(/1,200 rows added\.\s*Their ids: 6 to 1205/)
  })

  const leaveWhileAdding = async (bridge: Bridge): Promise<void> => {
    await openDialog(bridge)
    await look(lines(1200))
    await press('button', 'Add 1,200 rows')
    await says('0 of 1,200 rows are added')
    leave()
    await draw(bridge, <ToastList />)
  }

  it('that is left for another view sends no further part, and tells there what was added', async () => {
    const { bridge, open } = holdingAdds()
    await leaveWhileAdding(bridge)
    open()
    await says(/Stopped: 500 of 1,200 rows are added\.\s*Their ids: 6 to 505/)
  })

  it('that is left for another view and gets no answer names there the lines that are in doubt', async () => {
    const { bridge, open } = holdingAdds(failingAt(1, 'CAVE_UNREACHABLE').bridge)
    await leaveWhileAdding(bridge)
    open()
    await says('0 rows added. Whether lines 2 to 501 were added is not known')
  })

  it('that is refused half-way says what was added, and tries the others again', async () => {
    const adds = failingAt(2, 'CAVE_REFUSED')
    await openDialog(adds.bridge)
    await look(lines(1200))
    await press('button', 'Add 1,200 rows')
    await says('It was made to fail.')
    await says(/500 of 1,200 rows are added; the others are not\.\s*Their ids: 6 to 505/)
    await press('button', 'Add the other 700')
    await says('1,200 rows added.')
    expect(adds.count()).toBe(4)
  })

  it('that gets no answer says which lines are in doubt, and does not send them twice', async () => {
    await openDialog(failingAt(2, 'CAVE_UNREACHABLE').bridge)
    await look(lines(1200))
    await press('button', 'Add 1,200 rows')
    await says('500 rows added. Whether lines 502 to 1,001 were added is not known')
    expect(text()).not.toContain('Add the other')
  })
})

describe('saving as CSV', () => {
  it('asks for the rows that are shown, filtered and sorted, and tells where the file is', async () => {
    const bridge = fakeBridge('ready')
    const asked: unknown[] = []
    await drawTable({
      ...bridge,
      call: (channel, input) => {
        if (channel === 'csv.save') asked.push(input)
        return bridge.call(channel, input)
      },
    })
    await says('L5 pyramidal')
    await press('button', 'All rows')
    await press('button', 'tag')
    await type(await find('textbox', 'Value to filter by'), 'cell')
    await says('2 rows')
    await press('button', 'Save as CSV')
    await says('2 rows, filtered and sorted as they are shown')
    expect(asked).toEqual([])
    const [, act] = all('button').filter((button) => button.textContent === 'Save as CSV')
    if (act instanceof HTMLElement) act.click()
    await says(/2 rows, 120 B, are saved.*my_cave_table\.csv/)
    await settle()
    expect(document.activeElement?.textContent).toBe('Copy the path')
    expect(asked).toEqual([
      {
        table: 'my_cave_table',
        rows: 'all',
        sort: { column: 'tag', descending: false },
        filters: [{ column: 'tag', operator: 'contains', value: 'cell' }],
      },
    ])
  })
})
