import { expect, it } from 'vitest'
import { helpersOnce, type Helper } from '../../src/shared/domain/service'

const net: Helper = { name: 'pcg-net', state: 'healthy', detail: '' }
const cut: Helper = { name: 'pcg-net', state: 'unhealthy', detail: 'It was restarted after bigtable.' }

it('a helper that services share is shown once, unless one of them tells something else of it', () => {
  const shown = (...helpers: readonly Helper[]) =>
    helpersOnce(helpers.map((helper) => ({ helpers: [helper] }))).map((service) => service.helpers)
  expect(shown(net, net)).toEqual([[net], []])
  expect(shown(net, cut)).toEqual([[net], [cut]])
})
