import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/docker-engine'
import { engineHere, never } from './support/engine'
import { makeImage, removeImage, testLabel } from './support/small-image'

const link = await engineHere()
const base = `realcave-test:derive-base-${process.pid}`
const name = `realcave-test/derived:${process.pid}`
const quiet = (): void => undefined

describe.skipIf(link === undefined)('an image that is made from another one', () => {
  if (link === undefined) return
  const { docker } = link
  const engine = openEngine({ link, home: 'a-test' })
  beforeAll(() => makeImage(docker, base))
  afterAll(() => removeImage(docker, base))
  afterEach(async () => {
    if ((await engine.missingImages([name], never)).length === 0) await removeImage(docker, name)
  })
  const derive = (
    work: Parameters<typeof engine.derive>[0]['work'],
    signal = never,
    log: (line: string) => void = quiet,
  ) =>
    engine.derive(
      { from: base, name, labels: { 'realcave.home': 'x "y"' }, environment: { ASKED_FOR: 'once' }, work },
      log,
      signal,
    )
  const containers = async (): Promise<number> => {
    const filters = { label: [`realcave.makes=${name}`] }
    return (await docker.listContainers({ all: true, filters })).length
  }

  it('holds what programs changed in it, is labelled, and starts as its base does', async () => {
    const lines: string[] = []
    await derive(
      async (run) => {
        const asked = await run(['sh', '-c', 'echo $ASKED_FOR; echo made > /data/made'])
        expect(asked).toMatchObject({ status: 0, output: 'once\n' })
        expect(await run(['sh', '-c', 'exit 3'])).toMatchObject({ status: 3 })
      },
      never,
      (line) => lines.push(line),
    )
    expect(lines).toEqual(['once'])
    const [{ Config: before }, { Config: after }] = await Promise.all([
      docker.getImage(base).inspect(),
      docker.getImage(name).inspect(),
    ])
    expect(after.Labels).toMatchObject({ 'realcave.home': 'x "y"', [testLabel]: 'true' })
    expect(after.Cmd).toEqual(before.Cmd)
    expect(after.Entrypoint ?? []).toEqual(before.Entrypoint ?? [])
    expect(after.Env).toEqual(before.Env)
    expect(await engine.runOnce(name, ['cat', '/data/made'], never)).toMatchObject({ output: 'made\n' })
    expect(await containers()).toBe(0)
  })

  it('is not made where the work fails, and nothing is left', async () => {
    const failing = derive(async () => {
      throw new Error('no network')
    })
    await expect(failing).rejects.toThrow('no network')
    expect(await engine.missingImages([name], never)).toEqual([name])
    expect(await containers()).toBe(0)
  })

  it('is not made by who cancels, and what was begun is ended', async () => {
    const controller = new AbortController()
    const making = derive(async (run) => {
      setTimeout(() => controller.abort(), 300)
      await run(['sleep', '60'])
    }, controller.signal)
    await expect(making).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    expect(await engine.missingImages([name], never)).toEqual([name])
    expect(await containers()).toBe(0)
  })

  it('clears away what a panel that was killed left of an earlier try', async () => {
    await docker.createContainer({ Image: base, Labels: { 'realcave.makes': name, [testLabel]: 'true' } })
    await derive(async () => undefined)
    expect(await containers()).toBe(0)
  })

  it('needs its base', async () => {
    const without = {
      from: 'realcave-test:none',
      name,
      labels: {},
      environment: {},
      work: async () => undefined,
    }
    await expect(engine.derive(without, quiet, never)).rejects.toMatchObject({
      info: { code: 'IMAGES_MISSING' },
    })
  })
})
