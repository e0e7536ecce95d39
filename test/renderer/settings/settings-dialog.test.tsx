// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { forgetPreferences, startPreferences, usePreferences } from '../../../src/renderer/design/preferences'
import { chooseTheme, useTheme } from '../../../src/renderer/design/theme'
import { useWays } from '../../../src/renderer/fleet/ways-state'
import { SettingsDialog } from '../../../src/renderer/settings/settings-dialog'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, find, leave, press, says } from '../support/page'
import { useState } from 'react'

const Settings = () => {
  const [open, setOpen] = useState(true)
  return (
    <FleetActions>
      <FleetWatch />
      <SettingsDialog open={open} onClose={() => setOpen(false)} />
    </FleetActions>
  )
}

beforeEach(() => draw(fakeBridge('ready'), <Settings />))
afterEach(() => {
  localStorage.clear()
  forgetPreferences()
  chooseTheme('system')
  useWays.setState({ asked: null })
})

describe('settings', () => {
  it('hold at once and are remembered', async () => {
    await press('button', 'Dark')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    await press('button', 'Larger')
    await press('button', 'Less')
    await press('button', 'Larger letters in the terminal')
    await press('checkbox', '')
    expect(document.documentElement.dataset).toMatchObject({ text: 'larger', motion: 'less' })
    usePreferences.setState({ textSize: 'usual', terminalSize: 13, singleKeys: true })
    startPreferences()
    expect(usePreferences.getState()).toMatchObject({
      textSize: 'larger',
      motion: 'less',
      terminalSize: 14,
      singleKeys: false,
    })
  })

  it('say in the app what it cannot know of notifications: the system keeps them back without a word', async () => {
    leave()
    await draw({ ...fakeBridge('ready'), shell: 'electron' }, <Settings />)
    await says(/keeps the panel’s notifications back/)
  })

  it('that are not understood any more count as not chosen, one by one', () => {
    localStorage.setItem('realcave.preferences', '{"textSize":"huge","terminalSize":9999,"motion":"less"}')
    startPreferences()
    expect(usePreferences.getState()).toMatchObject({ textSize: 'usual', terminalSize: 13, motion: 'less' })
  })

  it('show what the home remembers, and lead to what changes it once they have gone', async () => {
    await says('/home/anna/.local/share/realcave')
    await says('practice fleet')
    await press('button', 'Change port or project…')
    await expect.poll(() => useWays.getState().asked).toBe('place')
  })

  it('are forgotten on demand', async () => {
    await press('button', 'Dark')
    await press('button', 'Forget these settings…')
    await says('Theme, text size, the terminal’s letters, motion, shortcuts and notes')
    expect(useTheme.getState().choice).toBe('dark')
    await press('button', 'Keep them')
    await press('button', 'Forget these settings…')
    await press('button', 'Forget them')
    expect(useTheme.getState().choice).toBe('system')
    await find('dialog', /Settings/)
  })
})
