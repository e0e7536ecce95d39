import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineHere, never, testProject } from './support/engine'
import { makeImage, removeImage } from './support/small-image'

const link = await engineHere()
const image = `realcave-test:${process.pid}`

describe.skipIf(link === undefined)('a project on a real engine', () => {
  if (link === undefined) return
  beforeAll(() => makeImage(link.docker, image))
  afterAll(() => removeImage(link.docker, image))

  const idle = { image, command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1; done'] }
  const two = {
    services: {
      owner: { ...idle, volumes: ['data:/data'], configs: [{ source: 'page', target: '/cfg/page.conf' }] },
      joined: { ...idle, network_mode: 'service:owner', depends_on: ['owner'] },
      alone: { ...idle },
    },
    volumes: { data: null },
    configs: { page: { content: 'set $host "$$twice" ${BRACED}\n' } },
  }

  it('starts what is asked for and what it depends on, and tells of it', async () => {
    const t = await testProject(link, two)
    const lines: string[] = []
    try {
      await t.project.up(['joined'], (line) => lines.push(line), never)
      const containers = await t.project.containers(never)
      expect(
        containers.map(({ service, state, current, health }) => ({ service, state, current, health })),
      ).toEqual(
        expect.arrayContaining([
          { service: 'owner', state: 'running', current: true, health: 'none' },
          { service: 'joined', state: 'running', current: true, health: 'none' },
        ]),
      )
      expect(containers).toHaveLength(2)
      expect(lines.join('\n')).toMatch(/Started/)
      const r = await t.project.exec('owner', ['cat', '/cfg/page.conf'], () => undefined, never)
      expect(r).toEqual({ status: 0, output: two.configs.page.content, errors: '' })
      await t.project.up(['joined'], (line) => lines.push(line), never)
      // restart owner
      await t.project.act('owner', 'restart', never)
    } finally {
      await t[Symbol.asyncDispose]()
    }
  })
})
