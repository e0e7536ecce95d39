import { expect, test } from 'vitest'
import { partsOf } from '../../../../src/main/data/segmentation/node-id'

/** As contract/04-segmentation.json tells the dummy graph. */
const bits = { layer: 8, spatial: new Map([1, 2, 3, 4].map((layer) => [layer, layer < 3 ? 10 : 1])) }

test.each([
  [72127962782105600n, { layer: 1, chunk: [1, 0, 0], segment: 0n }],
  [72127962782105601n, { layer: 1, chunk: [1, 0, 0], segment: 1n }],
  [144185556820033537n, { layer: 2, chunk: [1, 0, 0], segment: 1n }],
  [288230376151711745n, { layer: 4, chunk: [0, 0, 0], segment: 1n }],
  [0n, { layer: 0, chunk: [0, 0, 0], segment: 0n }],
])('%s says where it is', (id, parts) => {
  expect(partsOf(id, bits)).toEqual(parts)
})

test('each coordinate has its own bits', () => {
  const id = (1n << 56n) | (5n << 46n) | (6n << 36n) | (7n << 26n) | 8n
  expect(partsOf(id, bits)).toEqual({ layer: 1, chunk: [5, 6, 7], segment: 8n })
})
