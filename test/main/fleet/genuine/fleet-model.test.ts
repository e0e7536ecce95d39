import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readModel, type ModelOptions } from '../../../../src/main/fleet/genuine/fleet-model'
import { securityHeaders } from '../../../../src/main/pages/content-security-policy'

const texts = z.array(z.string())
const root = path.resolve(import.meta.dirname, '../../../..')
const options: ModelOptions = {
  folder: root,
  project: 'realcave',
  port: 8080,
  postgresPassword: 'a-password-of-this-home',
  environment: {},
}
const read = (given: Partial<ModelOptions> = {}) => readModel({ ...options, ...given })
const text = async (given: Partial<ModelOptions> = {}) => JSON.stringify((await read(given)).model)

test('all ten services are there, with the published images at their tags', async () => {
  const { model } = await read()
  expect(
    Object.fromEntries(Object.entries(model.services).map(([name, { image }]) => [name, image])),
  ).toEqual({
    postgres: 'postgis/postgis:15-3.3',
    redis: 'redis:7.2-alpine',
    gateway: 'nginx:1.28-alpine',
    info: 'caveconnectome/annotationframeworkinfoservice:v4.3.4',
    schema: 'caveconnectome/emannotationschemas:v5.26.3',
    'annotation-net': 'nginx:1.28-alpine',
    annotation: 'caveconnectome/annotationengine:v4.35.0',
    'pcg-net': 'nginx:1.28-alpine',
    bigtable: 'caveconnectome/pychunkedgraph:v2.21.1',
    pcg: 'caveconnectome/pychunkedgraph:v2.21.1',
    mat: 'caveconnectome/materializationengine:v5.26.4',
    'mat-worker': 'caveconnectome/materializationengine:v5.26.4',
  })
})

test('each image is overridden by its variable, and each variable is known by its image', async () => {
  const { model, variables } = await read({ environment: { REALCAVE_MAT_IMAGE: 'mine/mat:1' } })
  expect(model.services['mat']?.image).toBe('mine/mat:1')
  expect(model.services['mat-worker']?.image).toBe('mine/mat:1')
  expect(variables['mine/mat:1']).toBe('REALCAVE_MAT_IMAGE')
  expect(variables['caveconnectome/emannotationschemas:v5.26.3']).toBe('REALCAVE_SCHEMA_IMAGE')
})

test('one port reaches the published port, the gateway and the loopback listener of annotation', async () => {
  const { model } = await read({ port: 8090 })
  expect(model.services['gateway']?.['ports']).toEqual(['127.0.0.1:8090:80'])
  expect(model.configs?.['gateway']?.content).toContain("'127.0.0.1:8090' 0;")
  expect(model.configs?.['annotation-net']?.content).toContain('listen 127.0.0.1:8090;')
  expect(await text({ port: 8090 })).not.toContain('8080')
})

test('at port 80 annotation listens elsewhere than its listener on the loopback, and the gateway knows where', async () => {
  const at = async (port: number) => {
    const { model } = await read({ port })
    const { LISTEN_PORT } = z
      .looseObject({ LISTEN_PORT: z.string() })
      .parse(model.services['annotation']?.['environment'])
    const gateway = model.configs?.['gateway']?.content ?? ''
    const asked = [...gateway.matchAll(/set \$to annotation; proxy_pass http:\/\/\$to:(\d+)/g)]
    const loopback = /listen 127\.0\.0\.1:(\d+);/.exec(model.configs?.['annotation-net']?.content ?? '')
    return { own: LISTEN_PORT, asked: asked.map(([, to]) => to), loopback: loopback?.[1] }
  }
  expect(await at(80)).toEqual({ own: '8081', asked: ['8081', '8081'], loopback: '80' })
  expect(await at(8081)).toEqual({ own: '80', asked: ['80', '80'], loopback: '8081' })
})

test('the emulator runs from the image that is named for pcg, unless another one is named for it', async () => {
  const imageOf = async (environment: ModelOptions['environment']) =>
    (await read({ environment })).model.services['bigtable']?.image
  expect(await imageOf({ REALCAVE_PCG_IMAGE: 'mine/pcg:1' })).toBe('mine/pcg:1')
  expect(await imageOf({ REALCAVE_PCG_IMAGE: 'mine/pcg:1', REALCAVE_BIGTABLE_IMAGE: 'mine/bt:1' })).toBe(
    'mine/bt:1',
  )
})

test('nothing is published but on 127.0.0.1, and nothing is mounted from this machine', async () => {
  const { model } = await read()
  for (const service of Object.values(model.services)) {
    for (const port of texts.parse(service['ports'] ?? [])) expect(port).toMatch(/^127\.0\.0\.1:/)
    for (const volume of texts.parse(service['volumes'] ?? [])) expect(volume).toMatch(/^[a-z]+:\//)
    expect(service['privileged']).toBeUndefined()
  }
})

test('the password of the home is where PostgreSQL and its clients read it, and no placeholder is left', async () => {
  const written = await text()
  expect(written).not.toContain('{{')
  expect(written).not.toContain('${')
  const { model } = await read()
  expect(model.configs?.['postgres-password']?.content).toBe('a-password-of-this-home')
  for (const name of ['info', 'annotation', 'materialization'])
    expect(model.configs?.[name]?.content).toContain('postgres:a-password-of-this-home@postgres:5432/')
})

test('nginx keeps its own variables', async () => {
  const { model } = await read()
  expect(model.configs?.['gateway']?.content).toContain('proxy_set_header Host $http_host;')
})

test('nginx sends the dashboard with the headers of every other page', async () => {
  const { model } = await read()
  const gateway = model.configs?.['gateway']?.content ?? ''
  const blocks = [...gateway.matchAll(/location (= \/|\/dashboard\/\S*) \{(.*?)\n {4}\}/gs)]
  expect(blocks.map(([, path]) => path)).toEqual(['= /', '/dashboard/', '/dashboard/assets/'])
  for (const [, , block = ''] of blocks) {
    const headers = [...block.matchAll(/add_header (\S+) "?(.*?)"?;$/gm)].map(([, name, value]) => [
      name,
      value,
    ])
    expect(Object.fromEntries(headers)).toMatchObject(securityHeaders)
    expect(headers.map(([name]) => name)).toContain('Cache-Control')
    expect(block).toContain('access_log off;')
  }
})

test('a folder without the description says what cannot be used', async () => {
  await expect(read({ folder: '/nowhere' })).rejects.toMatchObject({
    info: {
      what: 'The description of the genuine fleet cannot be used.',
      why: expect.stringContaining('compose.yaml'),
    },
  })
})
