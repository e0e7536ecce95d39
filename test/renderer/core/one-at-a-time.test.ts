import { expect, it } from 'vitest'
import { oneAtATime } from '../../../src/renderer/core/one-at-a-time'

/** A work whose end the test decides. */
const works = () => {
  const begun: { readonly items: readonly string[]; readonly end: () => void }[] = []
  const ask = oneAtATime<string>(
    (items) =>
      new Promise<void>((resolve) => {
        begun.push({ items, end: resolve })
      }),
  )
  return { begun, ask, items: () => begun.map((work) => work.items) }
}

const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

it('begins at once, and what comes meanwhile is one work after it', async () => {
  const { ask, begun, items } = works()
  ask('a')
  ask('b')
  ask('c')
  expect(items()).toEqual([['a']])
  await turn()
  expect(items()).toEqual([['a']])
  begun[0]?.end()
  await turn()
  expect(items()).toEqual([['a'], ['b', 'c']])
  begun[1]?.end()
  await turn()
  expect(items()).toHaveLength(2)
})

it('rests when nothing came, and begins again with the next', async () => {
  const { ask, begun, items } = works()
  ask('a')
  begun[0]?.end()
  await turn()
  ask('b')
  expect(items()).toEqual([['a'], ['b']])
  begun[1]?.end()
})
