import { expect, test } from 'vitest'
import { requestOf } from '../../../../src/main/fleet/genuine/gateway-log'

const written = (values: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    time: '2026-11-26T14:01:05+00:00',
    ended: '1795701665.142',
    method: 'GET',
    path: '/schema/versions',
    status: '200',
    seconds: '4.059',
    agent: 'python-requests/2.32.5',
    ...values,
  })

test('a line of the gateway is a request: when it began, how long it took, who asked', () => {
  expect(requestOf(`2026-11-26T14:01:05.142Z ${written({})}`, 7)).toEqual({
    id: 7,
    time: '2026-11-26T14:01:01.083Z',
    method: 'GET',
    path: '/schema/versions',
    status: 200,
    milliseconds: 4059,
    service: 'schema',
    agent: 'python-requests',
  })
})

test.each([
  ['/info/api/v2/datastacks', 'info'],
  ['/annotation/api/v2/aligned_volume/fake_volume/table', 'annotation'],
  ['/anno_health', 'annotation'],
  ['/segmentation/api/versions', 'pcg'],
  ['/meshing/api/v1/', 'pcg'],
  ['/materialize/api/v3/datastack/fake_datastack/query', 'mat'],
  ['/', 'gateway'],
  ['/nowhere', 'gateway'],
])('%s is a request to %s', (path, service) => {
  expect(requestOf(written({ path }), 1)?.service).toBe(service)
})

test.each(['', '/docker-entrypoint.sh: ready', '{"half":', '{"method":"GET"}', 'nginx {not json}'])(
  '%s is no request',
  (line) => {
    expect(requestOf(line, 1)).toBeUndefined()
  },
)

test('hostile paths and agents stay what they are', () => {
  const path = '/info/"}{<script>alert(1)</script>'
  expect(requestOf(written({ path, agent: '' }), 1)).toMatchObject({ path, agent: '' })
})
