// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { useStream } from '../../../src/renderer/core/use-stream'
import { useState } from 'react'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, press, says, settle } from '../support/page'

const Watcher = () => {
  const [service, setService] = useState<'mat' | 'pcg' | null>('mat')
  const [lines, setLines] = useState(0)
  const stream = useStream('fleet.logs', service === null ? null : { service }, (batch) =>
    setLines((before) => before + batch.length),
  )
  return (
    <>
      <p>{`${lines} lines, ${stream.link}, ${stream.error?.code ?? 'fine'}`}</p>
      <button onClick={() => setService('pcg')}>Other</button>
      <button onClick={() => setService(null)}>None</button>
    </>
  )
}

const told = good([{}, {}])

const started = async () => {
  const manual = manualBridge()
  await draw(manual.bridge, <Watcher />)
  const stream = await eventually(() => manual.streams[0])
  return { ...manual, stream }
}

describe('a stream in a view', () => {
  it('takes items as they come', async () => {
    const { stream } = await started()
    stream.item(told)
    stream.item(told)
    await says('4 lines, open, fine')
  })

  it('shows a refusal and forgets it with the next good item', async () => {
    const { stream } = await started()
    stream.item(refusal('FLEET_DOWN'))
    await says('0 lines, open, FLEET_DOWN')
    stream.item(told)
    await says('2 lines, open, fine')
  })

  it('says that it is lost while the bridge reconnects, and leaves the opening to the bridge', async () => {
    const { stream, streams } = await started()
    stream.item(refusal('DISCONNECTED'))
    await says('0 lines, lost, fine')
    expect(streams).toHaveLength(1)
    stream.item(told)
    await says('2 lines, open, fine')
  })

  it('is opened again after a pause when the core ended it', async () => {
    const { stream, streams } = await started()
    vi.useFakeTimers()
    stream.ended()
    await vi.advanceTimersByTimeAsync(900)
    expect(streams).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    await settle()
    expect(streams).toHaveLength(2)
    streams[1]?.item(told)
    await says('2 lines, open, fine')
  })

  it('follows its question: the old one is ended and heard no more', async () => {
    const { stream, streams } = await started()
    await press('button', 'Other')
    expect(stream.dispose).toHaveBeenCalledOnce()
    expect(streams[1]?.input).toEqual({ service: 'pcg' })
    stream.item(told)
    await says('0 lines')
  })

  it('is ended when nothing is asked any more', async () => {
    const { stream, streams } = await started()
    await press('button', 'None')
    expect(stream.dispose).toHaveBeenCalledOnce()
    expect(streams).toHaveLength(1)
  })
})
