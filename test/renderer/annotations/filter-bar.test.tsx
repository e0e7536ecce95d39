// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { FilterBar } from '../../../src/renderer/annotations/filter-bar'
import type { Filter } from '../../../src/renderer/annotations/filter-choices'
import { columns } from '../fake/fake-data'
import { manualBridge } from '../support/manual-bridge'
import { all, draw, find, press, type } from '../support/page'

/** Without a text column the filter begins with the id. */
const drawBar = async () => {
  const changed = vi.fn<(filters: readonly Filter[]) => void>()
  const numbers = columns.filter(({ kind }) => kind !== 'text')
  await draw(manualBridge().bridge, <FilterBar columns={numbers} onChange={changed} />)
  return { changed, value: await find('textbox', 'Value to filter by') }
}

const described = (element: HTMLElement): string =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''

describe('the filter', () => {
  it.each(['abc', '1.2.3'])(
    'marks %s as no number of its column, and does not filter by it',
    async (wrong) => {
      const { changed, value } = await drawBar()
      await type(value, '4')
      expect(changed).toHaveBeenLastCalledWith([{ column: 'id', operator: 'equals', value: '4' }])
      expect(value.getAttribute('aria-invalid')).toBe('false')
      await type(value, wrong)
      expect(changed).toHaveBeenLastCalledWith([])
      expect(value.getAttribute('aria-invalid')).toBe('true')
      expect(described(value)).toContain('no whole number')
      expect(all('button').some((button) => button.getAttribute('aria-label') === 'Add to the filter')).toBe(
        false,
      )
    },
  )

  it('takes the mark away with the mistake', async () => {
    const { value } = await drawBar()
    await type(value, 'abc')
    await find('alert')
    await press('button', 'Clear the search')
    expect(all('alert')).toEqual([])
    expect(value.getAttribute('aria-invalid')).toBe('false')
  })

  it('goes on with the filters that were kept before', async () => {
    const { changed, value } = await drawBar()
    await type(value, '4')
    await press('button', 'Add to the filter')
    await type(value, 'abc')
    expect(changed).toHaveBeenLastCalledWith([{ column: 'id', operator: 'equals', value: '4' }])
  })
})
