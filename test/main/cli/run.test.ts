import { afterEach, describe, expect, it, vi } from 'vitest'
import { Failure } from '../../../src/shared/errors'
import { statusOf } from '../api/fake-core'
import { run } from './run-verb'

/** A controller that counts how often it was closed. */
const closing = () => {
  let closed = 0
  return { closed: () => closed, close: async () => void (closed += 1) }
}

describe('what a verb opened', () => {
  it('is closed once when it has ended, and once when it has failed', async () => {
    const good = closing()
    expect((await run(['status'], { controller: { close: good.close } })).status).toBe(0)
    expect(good.closed()).toBe(1)
    const bad = closing()
    const status = () => Promise.reject(new Error('no'))
    expect((await run(['status'], { controller: { close: bad.close, status } })).status).toBe(1)
    expect(bad.closed()).toBe(1)
  })

  it('keeps no verb from ending where it does not close', async () => {
    vi.useFakeTimers()
    try {
      const ran = run(['status'], { controller: { close: () => new Promise(() => undefined) } })
      await vi.advanceTimersByTimeAsync(15_000)
      expect((await ran).status).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('is opened once, however many parts of it are asked for', async () => {
    const { opened } = await run(['demo'], {
      lessons: {
        find: () => Promise.reject(new Failure({ code: 'NOT_FOUND', what: 'No.', why: 'No.', fix: 'No.' })),
      },
    })
    expect(opened).toEqual(['controller', 'lessons'])
  })

  it('is nothing where the command line was wrong or help was asked for', async () => {
    expect((await run(['table'])).opened).toEqual([])
    expect((await run(['table', '--help'])).opened).toEqual([])
  })
})

describe('what goes wrong', () => {
  it('without a reason of ours is told as a mistake of ours, in words and as JSON', async () => {
    const controller = { status: () => Promise.reject(new TypeError('x is not a function')) }
    const { status, err } = await run(['status'], { controller })
    expect(status).toBe(1)
    expect(err).toContain('[INTERNAL]')
    expect(err).toContain('x is not a function')
    const { json } = await run(['status', '--json'], { controller })
    expect(json()).toEqual([expect.objectContaining({ type: 'error', code: 'INTERNAL' })])
  })

  it('after Ctrl-C is told as a cancel, whatever broke because of it', async () => {
    const controller = { status: () => Promise.reject(new Error('socket hang up')) }
    const { status, err } = await run(['status'], { controller }, { signal: AbortSignal.abort() })
    expect(status).toBe(1)
    expect(err).toContain('CANCELLED')
    expect(err).not.toContain('socket')
  })

  it('cannot steer the terminal with its words', async () => {
    const info = {
      code: 'CAVE_REFUSED',
      what: 'It said \u001b[2J.',
      why: 'So\u0007.',
      fix: 'Do\u202e.',
    } as const
    const { err } = await run(['status'], { controller: { status: () => Promise.reject(new Failure(info)) } })
    expect(err).toContain('It said \\x1b[2J.')
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(err).not.toContain(character)
  })
})

describe('numbers and names on the command line', () => {
  it.each([
    ['status --port 1', 0],
    ['status --port 65535', 0],
    ['status --port 080', 0],
    ['status --port 65536', 2],
    ['status --port 1e3', 2],
    ['status --port +80', 2],
    [`status --project ${'x'.repeat(63)}`, 0],
    [`status --project ${'x'.repeat(64)}`, 2],
    ['status --project _x', 2],
    ['logs mat --tail 0', 0],
    ['logs mat --tail 5000', 0],
    ['table x --limit 0', 2],
    ['table x --in-version 0', 2],
    [`history ${'9'.repeat(21)}`, 2],
  ])('%s ends with %i', async (line, expected) => {
    expect((await run(line.split(' '))).status).toBe(expected)
  })

  it('an id of 20 digits reaches the data as the text it was', async () => {
    const asked: string[] = []
    await run(['history', '18446744073709551615', '--table', 'cells'], {
      data: {
        'tables.list': async () => [
          {
            name: 'cells',
            schemaType: 'bound_tag',
            description: '',
            liveRows: 0,
            allRows: 0,
            voxelResolution: [8, 8, 40],
            columns: [],
          },
        ],
        'annotations.history': async ({ table, id }) => {
          asked.push(id)
          return { table, columns: [], rows: [], head: id, ended: true }
        },
      },
    })
    expect(asked).toEqual(['18446744073709551615'])
  })
})

describe('the picture of a work', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const job = {
    kind: 'materialize',
    title: 'Materializing',
    stage: 'merging',
    progress: 0.25,
    startedAt: '',
  } as const

  it('is one line on a terminal, drawn over itself', async () => {
    let shown = (): void => undefined
    const seen = new Promise<void>((resolve) => (shown = resolve))
    const { err } = await run(
      ['materialize'],
      {
        controller: {
          async *watch() {
            yield statusOf({ job })
            yield statusOf({ job: { ...job, progress: null, stage: '' } })
            yield statusOf()
            shown()
          },
          materialize: async () => {
            await seen
            return { version: 2 }
          },
        },
      },
      { terminal: true },
    )
    expect(err).toContain('Materializing 25 %: merging\n\u001b[1A\u001b[0JMaterializing\n')
  })

  it('is waited for until it shows the end, but not for ever', async () => {
    await run(['materialize'])
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let shown = (): void => undefined
    const seen = new Promise<void>((resolve) => (shown = resolve))
    let ended = false
    const work = run(['materialize'], {
      controller: {
        async *watch(signal) {
          yield statusOf({ job })
          shown()
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
        },
        materialize: async () => {
          await seen
          return { version: 2 }
        },
      },
    }).finally(() => (ended = true))
    await seen
    await vi.advanceTimersByTimeAsync(400)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    expect((await work).status).toBe(0)
  })
})
