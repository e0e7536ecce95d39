// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { useBegun } from '../../../src/renderer/presenter/begun'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, leave, press, says } from '../support/page'

const Clock = ({ lesson }: { readonly lesson: string }) => {
  const [at, begin] = useBegun(lesson)
  return (
    <>
      <p>{at === null ? 'not begun' : `begun at ${at}`}</p>
      <button type="button" onClick={() => begin(7)}>
        Begin
      </button>
      <button type="button" onClick={() => begin(null)}>
        Over
      </button>
    </>
  )
}

beforeEach(() => sessionStorage.clear())

const stored = (): string | null => sessionStorage.getItem('realcave.begun')

test('a reload of the stage goes on with the clock of the same lesson', async () => {
  await draw(fakeBridge('ready'), <Clock lesson="proof" />)
  await says('not begun')
  await press('button', 'Begin')
  const kept = stored() ?? ''
  leave()
  expect(stored()).toBeNull()
  // A reload takes nothing down.
  sessionStorage.setItem('realcave.begun', kept)
  await draw(fakeBridge('ready'), <Clock lesson="proof" />)
  await says('begun at 7')
  await press('button', 'Over')
  await says('not begun')
})

test('another lesson has a clock of its own', async () => {
  sessionStorage.setItem('realcave.begun', JSON.stringify({ lesson: 'proof', at: 7 }))
  await draw(fakeBridge('ready'), <Clock lesson="edit-history" />)
  await says('not begun')
})
