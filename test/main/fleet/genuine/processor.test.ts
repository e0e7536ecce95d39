import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openProcessor } from '../../../../src/main/fleet/genuine/processor'
import { abilitiesIn } from '../../../../src/main/engine/processor-flags'
import { temporaryHome } from '../../home/temporary-home'
import { FakeEngine } from './fake-engine'

const signal = new AbortController().signal
const demanding = 'mat:1'

const stage = async (here: readonly string[], engine = new FakeEngine()) => {
  const { home } = await temporaryHome()
  const open = () => openProcessor({ engine, home, small: ['redis:7', 'nginx:1'], demanding })
  const processor = open()
  const look = () => processor.look((image) => here.includes(image), signal)
  return { engine, home, open, processor, look }
}

describe('what Linux tells of a processor', () => {
  it.each([
    ['flags\t\t: fpu sse4_2 avx avx2 bmi2', 'avx2'],
    ['processor : 0\nflags : fpu avx fma4\n', 'avx'],
    ['flags : fpu sse4_2', 'none'],
    ['flags :', 'none'],
    ['Features\t: fp asimd evtstrm', null],
    ['', null],
  ])('%j: %s', (cpuinfo, abilities) => {
    expect(abilitiesIn(cpuinfo)).toBe(abilities)
  })
})

describe('what is known of the processor', () => {
  it('is nothing before an image is there that can tell', async () => {
    const { processor, look, engine } = await stage([])
    await look()
    expect(processor.known).toBeNull()
    expect(engine.journal).toEqual([])
  })

  it('is told by the first small image, and asked for once', async () => {
    const { processor, look, engine } = await stage(['nginx:1'])
    engine.cpuinfo = 'flags : sse avx'
    await look()
    await look()
    expect(processor.known).toBe('avx')
    expect(engine.journal).toEqual(['run nginx:1 cat /proc/cpuinfo'])
  })

  it.each([
    [{}, 'avx2'],
    [{ 'import polars': { status: 132 } }, 'avx'],
    [{ 'import pyarrow': { status: 132 }, 'import polars': { status: 132 } }, 'none'],
    [{ 'import pyarrow': { status: 133 } }, 'none'],
    // An image of one's own without these libraries needs nothing of the processor.
    [{ 'import polars': { status: 1 }, 'import pyarrow': { status: 127 } }, 'avx2'],
  ])('is tried out in the demanding image where x86 is emulated: %o', async (ends, abilities) => {
    const { processor, look, engine } = await stage(['redis:7', demanding])
    engine.cpuinfo = 'Features : fp asimd'
    for (const [part, end] of Object.entries(ends)) engine.ends.set(part, end)
    await look()
    expect(processor.known).toBe(abilities)
  })

  it('is tried again where it did not do: a setting of Docker Desktop may have changed it', async () => {
    const { processor, look, engine, open } = await stage(['redis:7', demanding])
    engine.cpuinfo = 'Features : fp asimd'
    engine.ends.set('import pyarrow', { status: 132 })
    await look()
    const next = open()
    await next.recall(signal)
    expect([processor.known, next.known]).toEqual(['none', null])
    engine.ends.clear()
    await look()
    expect(processor.known).toBe('avx2')
  })

  it('is found out anew when a service has shown that it does not hold', async () => {
    const { processor, look, engine, open } = await stage(['redis:7'])
    await look()
    await processor.doubt()
    engine.cpuinfo = 'flags : avx'
    const next = open()
    await next.recall(signal)
    expect(next.known).toBeNull()
    await look()
    expect(processor.known).toBe('avx')
  })

  it('is not asked of a small image again that cannot tell', async () => {
    const { processor, look, engine } = await stage(['redis:7'])
    engine.cpuinfo = 'Features : fp asimd'
    await look()
    await look()
    expect(processor.known).toBeNull()
    expect(engine.journal).toHaveLength(1)
  })

  it('is remembered for this engine, and found out anew on another one', async () => {
    const { look, open, engine } = await stage(['redis:7'])
    engine.cpuinfo = 'flags : sse avx'
    await look()
    const next = open()
    await next.recall(signal)
    expect(next.known).toBe('avx')
    const other = await engine.info()
    Object.assign(engine, { info: async () => ({ ...other, id: 'EF:GH' }) })
    const moved = open()
    await moved.recall(signal)
    expect(moved.known).toBeNull()
  })

  it('is not taken from a file that makes no sense', async () => {
    const { home, processor } = await stage([])
    await writeFile(home.path('processor.json'), '{"engine": 1')
    await processor.recall(signal)
    expect(processor.known).toBeNull()
  })
})
