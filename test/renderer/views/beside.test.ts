import { expect, test } from 'vitest'
import { lessonStep } from '../../../src/shared/domain/lesson'
import { besideOf } from '../../../src/renderer/views/beside'

const step = (more: object) => lessonStep.parse({ title: 'One', ...more })

test('beside a step stands the table that it names, else the demo table: not what somebody looked at last', () => {
  expect(besideOf(step({ view: 'annotations', table: 'synapses' }))).toEqual({
    view: 'annotations',
    subject: 'synapses',
  })
  for (const view of ['annotations', 'history'])
    expect(besideOf(step({ view }))).toEqual({ view, subject: 'my_cave_table' })
})

test('a view of no table has none, and a step without a view nothing beside it', () => {
  expect(besideOf(step({ view: 'fleet', table: 'synapses' }))).toEqual({ view: 'services', subject: '' })
  expect(besideOf(step({ table: 'synapses' }))).toBeNull()
  expect(besideOf(undefined)).toBeNull()
})
