// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { CodeLine } from '../../../src/renderer/code/code-line'
import { Dialog } from '../../../src/renderer/components/dialog'
import { NoCall } from '../../../src/renderer/code/no-call'
import { openDock, useDock } from '../../../src/renderer/terminal/dock-state'
import { takeTerminalInput } from '../../../src/renderer/terminal/terminal-input'
import { fakeBridge } from '../fake/fake-bridge'
import { all, draw, find, press } from '../support/page'

afterEach(() => {
  takeTerminalInput()
  openDock(false)
})

it('types code into the terminal, and runs it only where that is asked for', async () => {
  await draw(fakeBridge('ready'), <CodeLine code="1 + 1" does="adds" />)
  await find('group', 'Code that adds')
  await press('button', 'Type it into the terminal')
  expect(takeTerminalInput()).toEqual([{ text: '1 + 1', run: false }])
  expect(useDock.getState().open).toBe(true)
  await press('button', 'Run it in the terminal')
  expect(takeTerminalInput()).toEqual([{ text: '1 + 1', run: true }])
})

it('closes the dialog that would lie over the terminal', async () => {
  const close = vi.fn<() => void>()
  await draw(
    fakeBridge('ready'),
    <Dialog open title="Delete row 1?" onClose={close} actions={null}>
      <CodeLine code="1 + 1" does="adds" />
    </Dialog>,
  )
  await press('button', 'Type it into the terminal')
  expect(close).toHaveBeenCalledOnce()
})

it('says plainly where caveclient has no call, and offers a shell’s command to copy alone', async () => {
  await draw(fakeBridge('ready'), <NoCall verb="reset" does="resets" />)
  const line = await find('group', 'Command that resets')
  expect(line.querySelector('pre')?.textContent).toBe('node /home/anna/realcave/bin/realcave.mjs reset')
  expect(document.body.textContent).toContain('caveclient has no call for this')
  expect(all('button').map((button) => button.getAttribute('aria-label'))).toEqual(['Copy this command'])
})
