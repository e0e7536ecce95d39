import type { dataChannels } from '../../../shared/contract/data'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const dataHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof dataChannels> => ({
  'tables.list': async (input, signal) => (await core.data())['tables.list'](input, signal),
  'tables.create': async (input, signal) => (await core.data())['tables.create'](input, signal),
  'tables.names': async (input, signal) => (await core.data())['tables.names'](input, signal),
  'tables.delete': (input, signal) => core.deleteTable(input, signal),
  'schemas.list': async (input, signal) => (await core.data())['schemas.list'](input, signal),
  async *'data.changes'(input, signal) {
    yield* (await core.data())['data.changes'](input, signal)
  },
  'annotations.page': async (input, signal) => (await core.data())['annotations.page'](input, signal),
  'annotations.add': async (input, signal) => (await core.data())['annotations.add'](input, signal),
  'annotations.edit': async (input, signal) => (await core.data())['annotations.edit'](input, signal),
  'annotations.delete': async (input, signal) => (await core.data())['annotations.delete'](input, signal),
  'annotations.history': async (input, signal) => (await core.data())['annotations.history'](input, signal),
  'annotations.rows': async (input, signal) => (await core.data())['annotations.rows'](input, signal),
  'history.rows': async (input, signal) => (await core.data())['history.rows'](input, signal),
  'history.snapshot': async (input, signal) => (await core.data())['history.snapshot'](input, signal),
  'segmentation.slice': async (input, signal) => (await core.data())['segmentation.slice'](input, signal),
  'segmentation.landings': async (input, signal) =>
    (await core.data())['segmentation.landings'](input, signal),
  'segmentation.node': async (input, signal) => (await core.data())['segmentation.node'](input, signal),
  'segmentation.roots': async (input, signal) => (await core.data())['segmentation.roots'](input, signal),
  'segmentation.lineage': async (input, signal) => (await core.data())['segmentation.lineage'](input, signal),
  'versions.list': async (input, signal) => (await core.data())['versions.list'](input, signal),
  'versions.page': async (input, signal) => (await core.data())['versions.page'](input, signal),
  'versions.diff': async (input, signal) => (await core.data())['versions.diff'](input, signal),
  'versions.delete': (input, signal) => core.deleteVersions(input, signal),
})
