// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import { Failure } from '../../../src/shared/errors'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { SegmentationView } from '../../../src/renderer/segmentation/segmentation-view'
import { useRoute } from '../../../src/renderer/views/route'
import { fakeBridge } from '../fake/fake-bridge'
import { firstSupervoxel, level2, root, secondSupervoxel } from '../fake/fake-segmentation'
import { good } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, settle, text, type } from '../support/page'

afterEach(() => {
  location.hash = ''
})

/** As the shell does: what the address names is the subject. */
const Addressed = () => <SegmentationView subject={useRoute().subject} />

const drawView = (bridge: Bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <Addressed />
    </FleetActions>,
  )

/** A bridge that is refused what the channel is asked for, while it is told to. */
const refusing = (channel: string, code: 'GRAPH_LOST' | 'TIMED_OUT') => {
  const bridge = fakeBridge('ready')
  const state = { refuses: true, asked: 0 }
  const refused: Bridge = {
    ...bridge,
    call: (name, input) => {
      if (name === channel) state.asked += 1
      if (name !== channel || !state.refuses) return bridge.call(name, input)
      const { info } = new Failure({
        code,
        what: `${code} happened.`,
        why: 'For a test.',
        fix: 'Rebuild it.',
      })
      return { answer: Promise.resolve({ ok: false as const, error: info }), cancel: () => undefined }
    },
  }
  return { bridge: refused, state }
}

const picture = () => find('application', /^Chunk/)
const key = async (name: string, shiftKey = false): Promise<void> => {
  ;(await picture()).dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true }))
  await settle()
}
const lookUp = async (id: string): Promise<void> => {
  await type(await find('textbox', /^Any id/), id)
  await press('button', 'Look up')
}
const codes = (): string[] =>
  [...document.querySelectorAll('.code-line pre')].map((pre) => pre.textContent ?? '')

describe('the picture', () => {
  it('begins on the oldest annotation, and tells its supervoxel and root', async () => {
    await drawView()
    await says(`x 900, y 100, z 10: supervoxel ${secondSupervoxel}, row 2 “cell B”`)
    await says(`root ${root}`)
    await says('layer 1 of 4 · chunk 1, 0, 0 · segment 1')
    expect(codes()).toContain(`client.chunkedgraph.get_root_id(${secondSupervoxel})`)
  })

  it('is gone over by keys: another supervoxel, another slice, background', async () => {
    await drawView()
    await says('x 900, y 100, z 10')
    for (let steps = 0; steps < 17; steps += 1) await key('ArrowLeft')
    await says(`x 764, y 100, z 10: supervoxel ${firstSupervoxel}`)
    await says('chunk 1, 0, 0 · segment 0')
    await key('ArrowDown', true)
    await says('x 764, y 101, z 10')
    for (let slices = 0; slices < 54; slices += 1) await key('PageDown')
    await says('x 764, y 101, z 64: background')
    await says('the supervoxel is 0, and so is its root')
  })

  it('goes from annotation to annotation with N and P', async () => {
    await drawView()
    await says('x 900, y 100, z 10')
    await key('n')
    await says('row 4 “L5 pyramidal”')
    await key('p')
    await says('row 2 “cell B”')
  })

  it('leaves keys to the browser that are meant for it', async () => {
    await drawView()
    await says('x 900, y 100, z 10')
    const event = new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true })
    ;(await picture()).dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })

  it('is there in words', async () => {
    await drawView()
    await press('button', 'List')
    const tables = [...document.querySelectorAll('table')].map((table) => table.textContent ?? '')
    expect(tables[0]).toContain(`${firstSupervoxel}512 – 7670 – 511${root}`)
    expect(tables[1]).toContain(`2cell B900, 100, 10${secondSupervoxel}${root}looked up`)
    await press('button', 'Go to row 4')
    await press('button', 'Picture')
    await says('row 4 “L5 pyramidal”')
  })
})

describe('an id', () => {
  it('that is looked up tells what it is made of, and leads back to the place', async () => {
    await drawView()
    await says('x 900, y 100, z 10')
    await lookUp(` ${root}\n`)
    await says('layer 4 of 4')
    await says('Made of 2 supervoxels')
    expect(codes()).toContain(`client.chunkedgraph.get_leaves(${root})`)
    expect(location.hash).toBe(`#/segmentation/${root}`)
    await press('button', 'Back to the place in the picture')
    await says('layer 1 of 4')
  })

  it('is walked along the tree', async () => {
    await drawView()
    await press('button', level2)
    await says('layer 2 of 4')
    await press('button', firstSupervoxel)
    await says('layer 1 of 4 · chunk 1, 0, 0 · segment 0')
    expect((await find('button', firstSupervoxel)).getAttribute('aria-current')).toBe('true')
  })

  it('that the graph does not have is told as such; the picture and the moments stay', async () => {
    await drawView()
    await lookUp('72127962782105699')
    await says('The graph has no node 72127962782105699.')
    await find('button', 'First root')
    await says(`root ${root}`)
    expect(text()).not.toContain('Rebuild graph')
  })

  it.each([`np.int64(${root})`, `"${root}",`, `${root}n`, `[${root}]`])(
    'is taken as it was copied: %s',
    async (copied) => {
      await drawView()
      await lookUp(copied)
      await says('layer 4 of 4')
    },
  )

  it('that is none is not asked for', async () => {
    await drawView()
    await lookUp('root')
    await find('alert', 'An id is a whole number with up to 20 digits.')
    expect(location.hash).toBe('')
  })

  it('in the address is no number for JavaScript: its last digits stay', async () => {
    location.hash = `#/segmentation/${firstSupervoxel}`
    await drawView()
    await says('chunk 1, 0, 0 · segment 0')
    await find('button', `Copy ${firstSupervoxel}`)
  })
})

describe('roots at a time', () => {
  it('are none before the birth, which is taught', async () => {
    await drawView()
    await press('button', 'Before the first root')
    await says('Root at 2019-12-31 00:00:00 UTC')
    await says('No root yet')
    await says('silently answer the supervoxel itself')
    await vi.waitFor(() => expect(document.querySelectorAll('.chunk-bracket-none')).toHaveLength(2))
    expect(codes().join('\n')).toContain(
      `get_root_id(${secondSupervoxel}, timestamp=datetime.datetime.fromisoformat("2019-12-31T00:00:00.000+00:00"))`,
    )
  })

  it('are told by the birth alone where a root itself is looked up', async () => {
    location.hash = `#/segmentation/${root}`
    await drawView()
    await press('button', 'Before the first root')
    await says('it answers any id of the roots’ layer as it is, at any time')
    expect(text()).not.toContain('get_root_id raises')
  })

  it('are asked for at any time that is written', async () => {
    await drawView()
    await type(await find('textbox', 'Time (UTC)'), '2024-05-06 07:08')
    document
      .querySelector('.moment-field')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await says('Root at 2024-05-06 07:08:00 UTC')
    await says('the same as now')
    await press('button', 'Now')
    await vi.waitFor(() => expect(text()).not.toContain('Root at 2024'))
  })

  it('are not asked for at a time that is none', async () => {
    await drawView()
    await type(await find('textbox', 'Time (UTC)'), 'soon')
    document
      .querySelector('.moment-field')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await find('alert', 'Write a time in UTC as 2026-11-23 14:05:00.')
  })
})

describe('after a split', () => {
  const [left, right] = ['288230376151712037', '288230376151712129']
  const edited = '2026-11-26T21:50:24.418Z'

  /** As the genuine graph answers once somebody has split its root. */
  const splitBridge = (): Bridge => {
    const bridge = fakeBridge('ready')
    const rootOf = (id: string): string => (id === firstSupervoxel ? left : right)
    const answers: Readonly<Record<string, (input: unknown) => unknown>> = {
      'segmentation.roots': (input) => {
        const { ids, at } = Object.assign({ ids: new Array<string>(), at: '' }, input)
        return ids.map((id) => ({ id, root: at !== null && at < edited ? root : rootOf(id) }))
      },
      'segmentation.lineage': () => ({
        roots: [
          { id: root, born: '2020-01-01T00:00:00.000Z', latest: false },
          { id: left, born: edited, latest: true },
          { id: right, born: edited, latest: true },
        ],
        links: [
          { from: root, to: left },
          { from: root, to: right },
        ],
      }),
    }
    return {
      ...bridge,
      call: (name, input) => {
        const answer = answers[name]
        if (answer === undefined) return bridge.call(name, input)
        return { answer: Promise.resolve(good(answer(input))), cancel: () => undefined }
      },
    }
  }

  it('each supervoxel has a root of its own, and one root before the edit', async () => {
    await drawView(splitBridge())
    await says(`root ${left}`)
    await says(`root ${right}`)
    await press('button', 'First root')
    await vi.waitFor(() => expect(document.querySelectorAll('.chunk-bracket')).toHaveLength(1))
    await press('button', 'Last edit')
    await vi.waitFor(() => expect(document.querySelectorAll('.chunk-bracket')).toHaveLength(2))
  })

  it('the lineage tells which root was replaced by which', async () => {
    await drawView(splitBridge())
    await says(`${root}2020-01-01 00:00:00 UTC · replaced by an edit`)
    await says(`${left}2026-11-26 21:50:24.418 UTC · from …711745`)
  })
})

describe('a graph that is lost', () => {
  it('is told, while the picture stays, and can be rebuilt from here', async () => {
    const { bridge, state } = refusing('segmentation.node', 'GRAPH_LOST')
    await drawView(bridge)
    await find('alert', /GRAPH_LOST happened/)
    await picture()
    state.refuses = false
    await press('button', 'Rebuild graph')
    await says('layer 1 of 4')
  })

  it('leaves the roots of the picture unknown, instead of calling them none', async () => {
    await drawView(refusing('segmentation.roots', 'GRAPH_LOST').bridge)
    await says('root not known')
    expect(text()).not.toContain('no root yet')
  })

  it('leads to Services, as does one that is silent', async () => {
    const { bridge, state } = refusing('segmentation.node', 'TIMED_OUT')
    await drawView(bridge)
    await find('alert', /TIMED_OUT happened/)
    expect(all('button').map((button) => button.textContent)).not.toContain('Rebuild graph')
    const before = state.asked
    await press('button', 'Ask again')
    await eventually(() => (state.asked > before ? true : undefined))
    await press('button', 'Open Services')
    expect(location.hash).toBe('#/services')
  })
})

it('asks for the fleet while there is none', async () => {
  await drawView(fakeBridge('down'))
  await says('Get the fleet ready to see its segmentation.')
})
