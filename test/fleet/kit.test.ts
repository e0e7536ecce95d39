import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { place, run } from '../support/cli'
import { freePort } from '../support/free-port'
import { everyFile, given, lessonText, openWorld } from '../main/kit/kit-world'

describe('a classroom’s kit, as processes', () => {
  it('is made, checked, used and left; a fleet that runs elsewhere is stopped first, and the port that is set is kept', async () => {
    const world = await openWorld()
    const { home, options } = await place()
    const port = await freePort()
    const settings = JSON.stringify({ title: 'Day one', port, fleet: 'practice', lessons: ['ours', 'proof'] })
    const made = await world.make({
      targets: [],
      settings: await given(world, 'class.json', settings),
      lessons: [await given(world, 'mine.yaml', lessonText('ours'))],
    })
    expect(made.files.length).toBeGreaterThan(5)
    expect((await run(['kit', 'check', world.kit, '--home', home])).status).toBe(0)
    const before = await everyFile(world.kit)

    expect((await run(['up', ...options])).status).toBe(0)
    const used = await run(['kit', 'use', world.kit, '--home', home, '--json'])
    expect(used.json().at(-1)).toMatchObject({
      type: 'kit-used',
      lessons: 1,
      images: 'none',
      stopped: 'practice',
    })
    expect(used.err).toContain('The practice fleet at port')
    // The fleet at the port of before does not run on unseen.
    expect((await run(['status', '--home', home, '--json'])).json().at(-1)).toMatchObject({ phase: 'down' })

    const refused = await run(['up', ...options])
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('The kit of “Day one” has set it to')
    const up = await run(['up', '--home', home, '--json'])
    expect(up.json().at(-1)).toMatchObject({
      phase: 'ready',
      address: `http://127.0.0.1:${port}`,
      reason: 'The classroom’s kit has set the practice fleet.',
    })
    const listed = (await run(['lesson', 'list', '--home', home, '--json'])).json()
    expect(listed.map(({ id }) => id)).toEqual(['ours', 'proof'])
    expect(await everyFile(world.kit)).toEqual(before)

    expect((await run(['kit', 'leave', '--home', home])).status).toBe(0)
    expect((await run(['lesson', 'list', '--home', home, '--json'])).json().length).toBeGreaterThan(2)
    expect(JSON.parse(await readFile(path.join(home, 'home.json'), 'utf8'))).toMatchObject({ port })
  })
})
