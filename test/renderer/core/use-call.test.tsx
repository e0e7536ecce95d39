// @vitest-environment happy-dom
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { useCall } from '../../../src/renderer/core/use-call'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, press, says, settle } from '../support/page'

const done = vi.fn<(version: number) => void>()
const failed = vi.fn<(code: string) => void>()

const Actor = () => {
  const materialize = useCall('fleet.materialize', {
    done: ({ version }) => done(version),
    failed: ({ code }) => failed(code),
  })
  return (
    <>
      <p>{materialize.pending ? 'under way' : (materialize.error?.what ?? 'idle')}</p>
      <button onClick={() => materialize.run(undefined)}>Run</button>
      <button onClick={materialize.cancel}>Cancel</button>
    </>
  )
}

const Page = () => {
  const [shown, setShown] = useState(true)
  return (
    <>
      {shown && <Actor />}
      <button onClick={() => setShown(false)}>Leave</button>
    </>
  )
}

const started = async () => {
  const manual = manualBridge()
  await draw(manual.bridge, <Page />)
  await press('button', 'Run')
  return eventually(() => manual.calls[0])
}

describe('a verb', () => {
  it('tells its end', async () => {
    const call = await started()
    await says('under way')
    call.answer(good({ version: 4 }))
    await says('idle')
    expect(done).toHaveBeenLastCalledWith(4)
  })

  it('shows its refusal', async () => {
    const call = await started()
    call.answer(refusal('DATABASE_FAILED'))
    await says('DATABASE_FAILED happened.')
    expect(failed).toHaveBeenLastCalledWith('DATABASE_FAILED')
  })

  it('tells its end though the view was left meanwhile', async () => {
    const call = await started()
    await press('button', 'Leave')
    call.answer(good({ version: 9 }))
    await settle()
    expect(done).toHaveBeenLastCalledWith(9)
  })

  it('is cancelled in the core', async () => {
    const call = await started()
    expect(call.cancel).not.toHaveBeenCalled()
    await press('button', 'Cancel')
    expect(call.cancel).toHaveBeenCalledOnce()
  })
})
