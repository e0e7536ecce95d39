// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ClassroomWatch, useClassroom } from '../../../src/renderer/classroom/classroom'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { chooseTheme, setTheme, startTheme, toggleTheme, useTheme } from '../../../src/renderer/design/theme'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { SwitchButton } from '../../../src/renderer/fleet/switch-button'
import { setPace, setTyping, usePace } from '../../../src/renderer/presenter/pace'
import { SettingsDialog } from '../../../src/renderer/settings/settings-dialog'
import type { Classroom } from '../../../src/shared/domain/classroom'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, find, says } from '../support/page'

const settings: Classroom['settings'] = {
  title: 'CAVE day',
  port: 8090,
  fleet: 'practice',
  theme: 'dark',
  typing: 40,
}

const show = async (here = true): Promise<void> => {
  const given = { kit: 'a'.repeat(64), folder: '/stick/kit', made: '2026-11-01T08:00:00Z', settings, here }
  await draw(
    fakeBridge('ready', undefined, undefined, undefined, undefined, undefined, given),
    <FleetActions>
      <FleetWatch />
      <ClassroomWatch />
      <SwitchButton to="genuine" />
      <SettingsDialog open onClose={() => undefined} />
    </FleetActions>,
  )
}

const free = (): void => {
  useClassroom.setState({ now: null })
  setTheme(undefined)
  setTyping(undefined)
  localStorage.clear()
  chooseTheme('light')
  setPace({ keyTime: 24, rehearsal: false })
}
beforeEach(free)
afterEach(free)

test('settings say what the classroom has set, by which kit, and hold it against the user', async () => {
  await show()
  await says('CAVE day Set by the classroom')
  await says('port, fleet, theme, typing speed')
  await says('/stick/kit')
  expect(document.documentElement.dataset['theme']).toBe('dark')
  expect((await find('button', 'Light')).hasAttribute('disabled')).toBe(true)
  expect((await find('button', 'Change port or project…')).hasAttribute('disabled')).toBe(true)
  toggleTheme()
  expect(useTheme.getState()).toMatchObject({ choice: 'dark', theme: 'dark' })
  setPace({ keyTime: 8, rehearsal: true })
  expect(usePace.getState()).toMatchObject({ keyTime: 40, rehearsal: true })
})

test('what the user had chosen is back when the classroom’s kit is left, after a new start, too', async () => {
  await show()
  await says('CAVE day')
  expect(useTheme.getState()).toMatchObject({ choice: 'dark', set: true })
  expect(usePace.getState()).toMatchObject({ keyTime: 40, set: true })
  startTheme()
  expect(useTheme.getState().theme).toBe('dark')
  setTheme(undefined)
  setTyping(undefined)
  expect(useTheme.getState()).toMatchObject({ choice: 'light', theme: 'light', set: false })
  expect(usePace.getState()).toMatchObject({ keyTime: 24, set: false })
  startTheme()
  expect(useTheme.getState().theme).toBe('light')
})

test('another fleet than the one that is set cannot be switched to', async () => {
  await show()
  await says('CAVE day')
  const button = [...document.querySelectorAll('button')].find(({ title }) =>
    title.includes('Set by the classroom'),
  )
  expect(button?.disabled).toBe(true)
})

test('a kit that is out of reach is told', async () => {
  await show(false)
  await says('It is not there now.')
})

test('without a kit nothing is said of one, and the theme is the user’s', async () => {
  await draw(
    fakeBridge('ready'),
    <FleetActions>
      <FleetWatch />
      <ClassroomWatch />
      <SettingsDialog open onClose={() => undefined} />
    </FleetActions>,
  )
  expect((await find('button', 'Dark')).hasAttribute('disabled')).toBe(false)
  expect(document.body.textContent).not.toContain('Classroom')
})
