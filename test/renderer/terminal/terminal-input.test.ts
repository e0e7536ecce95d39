import { beforeEach, describe, expect, it } from 'vitest'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { openDock, useDock } from '../../../src/renderer/terminal/dock-state'
import {
  runInTerminal,
  takeTerminalInput,
  typeIntoTerminal,
} from '../../../src/renderer/terminal/terminal-input'

beforeEach(() => {
  takeTerminalInput()
  openDock(false)
})

describe('commands on their way to the terminal', () => {
  it('wait for a session in their order and are taken once', () => {
    typeIntoTerminal('a')
    runInTerminal('b')
    expect(takeTerminalInput()).toEqual([
      { text: 'a', run: false },
      { text: 'b', run: true },
    ])
    expect(takeTerminalInput()).toEqual([])
  })

  it('are not kept for later while the panel’s own program does not answer', () => {
    useFleet.setState({ link: 'lost' })
    runInTerminal('a')
    useFleet.setState({ link: 'open' })
    expect(takeTerminalInput()).toEqual([])
    expect(useDock.getState().open).toBe(false)
  })

  it('open the dock, so that the reader sees what they do', () => {
    expect(useDock.getState().open).toBe(false)
    runInTerminal('a')
    expect(useDock.getState().open).toBe(true)
  })
})
