import { expect, test } from 'vitest'
import { execIn } from '../../../src/main/engine/exec'
import { scriptedEngine } from './scripted-engine'

test('whoever leaves a program is not held up by an engine that hangs', async () => {
  const { docker, asked } = await scriptedEngine({
    // The program is begun and says nothing; what would end it is never answered.
    'POST /containers/c1/exec': () =>
      asked.filter((each) => each.endsWith('/exec')).length === 1 ? { Id: 'e1' } : undefined,
    'POST /exec/e1/start': (response) => response.writeHead(200).flushHeaders(),
  })
  const controller = new AbortController()
  const running = execIn(docker, 'c1', ['sleep', '600'], () => undefined, controller.signal, {}, 100)
  await expect.poll(() => asked).toContain('POST /exec/e1/start')
  controller.abort()
  await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
  expect(asked.filter((each) => each.endsWith('/exec'))).toHaveLength(2)
})
