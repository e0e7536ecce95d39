import { describe, expect, it } from 'vitest'
import { declared, listed } from '../../src/shared/commands'
import { viewNames } from '../../src/renderer/views/route'
import { texts } from '../../src/renderer/texts'

const withKeys = listed
  .flatMap(({ commands }) => commands)
  .flatMap(({ id, keys }) => (keys === undefined ? [] : [{ id, keys }]))

describe('the declared commands', () => {
  it('lead to every view, under its own name', () => {
    for (const view of viewNames) expect(declared[`view.${view}`].title).toBe(texts.views[view])
  })

  it('have keys of their own, and none stands in the way of a sequence', () => {
    const all = withKeys.map(({ keys }) => keys)
    expect(new Set(all).size).toBe(all.length)
    const first = new Set(
      all.filter((keys) => keys.includes(' ')).map((keys) => keys.slice(0, keys.indexOf(' '))),
    )
    expect(all.filter((keys) => first.has(keys))).toEqual([])
  })

  it('have keys for nothing that destroys', () => {
    expect(withKeys.filter(({ id }) => id.startsWith('fleet.') || id.startsWith('data.'))).toEqual([])
  })
})
