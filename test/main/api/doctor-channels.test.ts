import { expect, it } from 'vitest'
import { createDispatcher } from '../../../src/main/api/dispatcher'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { fakeCore } from './fake-core'

const never = new AbortController().signal

const dispatcher = (reached: string[] = []) =>
  createDispatcher(
    createHandlers(
      fakeCore({
        place: { change: async ({ project }) => void reached.push(project) },
        ways: {
          stopForeign: async (containers) => {
            reached.push(...containers)
            return containers
          },
        },
      }),
    ),
    () => undefined,
  )

it.each([
  ['place.choose', { port: 0, project: 'x' }],
  ['place.choose', { port: 65_536, project: 'x' }],
  ['place.choose', { port: 8080.5, project: 'x' }],
  ['place.choose', { port: 8080, project: 'Two Words' }],
  ['place.choose', { port: 8080, project: '$(reboot)' }],
  ['place.choose', { port: 8080, project: 'x'.repeat(64) }],
  ['place.choose', { port: 8080 }],
  ['foreign.stop', { containers: [] }],
  ['foreign.stop', { containers: [''] }],
  ['foreign.stop', { containers: 'all' }],
  ['diagnostics.text', { id: 'x', path: 'machine.json' }],
  ['diagnostics.save', { id: '../..' }],
])('%s refuses %j before anything is done', async (channel, input) => {
  const reached: string[] = []
  expect(await dispatcher(reached).call(channel, input, never)).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT' },
  })
  expect(reached).toEqual([])
})

it('what is right reaches its handler', async () => {
  const reached: string[] = []
  const over = dispatcher(reached)
  expect(await over.call('foreign.stop', { containers: ['a-redis-1'] }, never)).toEqual({
    ok: true,
    value: { stopped: ['a-redis-1'] },
  })
  await over.call('place.choose', { port: 8081, project: 'mine' }, never)
  expect(reached).toEqual(['a-redis-1', 'mine'])
})

it('the place comes with a port that is free', async () => {
  const answer = await dispatcher().call('place.read', undefined, never)
  expect(answer).toMatchObject({ ok: true, value: { port: 18_310, project: 'realcave' } })
})
