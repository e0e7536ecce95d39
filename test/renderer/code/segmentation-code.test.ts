import { expect, test } from 'vitest'
import {
  bornCode,
  leavesCode,
  level2Code,
  lineageCode,
  onRootCode,
  rootCode,
  rootsCode,
} from '../../../src/renderer/code/segmentation-code'

const [supervoxel, root] = ['72127962782105600', '288230376151711745']

test('ids are Python’s own integers, with every digit', () => {
  expect(rootCode(supervoxel, null)).toBe('client.chunkedgraph.get_root_id(72127962782105600)')
  expect(level2Code(supervoxel, true)).toBe('client.chunkedgraph.get_root_id(72127962782105600, level2=True)')
  expect(level2Code(root, false)).toBe('client.chunkedgraph.get_leaves(288230376151711745, stop_layer=2)')
  expect(leavesCode(root)).toBe('client.chunkedgraph.get_leaves(288230376151711745)')
  expect(lineageCode(root)).toBe('client.chunkedgraph.get_lineage_graph(288230376151711745)')
  expect(bornCode(root)).toContain('get_root_timestamps([288230376151711745])')
})

test('a time is a moment in UTC', () => {
  expect(rootCode(supervoxel, Date.UTC(2019, 11, 31))).toBe(
    'client.chunkedgraph.get_root_id(72127962782105600, timestamp=datetime.datetime.fromisoformat("2019-12-31T00:00:00.000+00:00"))',
  )
})

test('the rows on a root are asked of the newest version', () => {
  expect(onRootCode('my_cave_table', 'pt_root_id', root)).toBe(
    'client.materialize.query_table("my_cave_table", filter_equal_dict={"pt_root_id": 288230376151711745}, materialization_version=client.materialize.most_recent_version())',
  )
})

test('many roots are asked for at once', () => {
  expect(rootsCode([supervoxel, '72127962782105601'], 0)).toBe(
    'client.chunkedgraph.get_roots([72127962782105600, 72127962782105601], timestamp=datetime.datetime.fromisoformat("1970-01-01T00:00:00.000+00:00"))',
  )
})
