// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished } from 'vitest'
import { useClassroom } from '../../../src/renderer/classroom/classroom'
import { classroomTexts } from '../../../src/renderer/classroom/texts'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { LifeSettings } from '../../../src/renderer/settings/life-settings'
import { NewerVersion } from '../../../src/renderer/life/newer-version'
import { TroubleToasts } from '../../../src/renderer/life/trouble-toasts'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeLife } from '../fake/fake-life'
import { draw, find, press, says, settle } from '../support/page'

const bridge = (life: FakeLife, shell: 'browser' | 'electron' = 'electron') => ({
  ...fakeBridge('ready', undefined, undefined, undefined, undefined, life),
  shell,
})

describe('the settings of life in the system', () => {
  it('show what is remembered, and change it at once', async () => {
    const life = new FakeLife()
    await draw(bridge(life), <LifeSettings />)
    expect((await find('button', 'Ask')).getAttribute('aria-pressed')).toBe('true')
    await press('button', 'Stop it')
    await press('button', 'Leaves it in the tray')
    await expect.poll(() => life.read()).toMatchObject({ leaving: 'stop', closing: 'tray' })
    await expect.poll(async () => (await find('button', 'Stop it')).getAttribute('aria-pressed')).toBe('true')
  })

  it('in a browser are those of new versions alone', async () => {
    const life = new FakeLife()
    await draw(bridge(life, 'browser'), <LifeSettings />)
    await says('github.com/someone/panel/releases')
    expect(document.querySelectorAll('button')).toHaveLength(0)
    await press('checkbox', '')
    await expect.poll(() => life.read().newVersions).toBe(false)
  })

  it('say that no versions are looked at where the build names no place of them', async () => {
    const life = new FakeLife()
    life.releases = null
    await draw(bridge(life), <LifeSettings />)
    await says('names no public place')
    expect(document.querySelector<HTMLInputElement>('input[type=checkbox]')).toMatchObject({
      checked: false,
      disabled: true,
    })
  })

  it('hold against the user what a classroom has set of new versions', async () => {
    const settings = { updates: 'off' } as const
    useClassroom.setState({
      now: { kit: 'a'.repeat(64), folder: '/stick/kit', made: '2026-11-01T08:00:00Z', settings, here: true },
    })
    onTestFinished(() => useClassroom.setState({ now: null }))
    await draw(bridge(new FakeLife(), 'browser'), <LifeSettings />)
    await says(classroomTexts.set)
    expect(document.querySelector<HTMLInputElement>('input[type=checkbox]')).toMatchObject({
      checked: false,
      disabled: true,
    })
  })
})

describe('a newer version', () => {
  it('is a line that leads to its page', async () => {
    const life = new FakeLife()
    life.newer = { version: '0.2.0', page: 'https://github.com/someone/panel/releases/tag/v0.2.0' }
    await draw(bridge(life), <NewerVersion />)
    const link = await find('link', 'Version 0.2.0 is out')
    expect(link.getAttribute('href')).toBe(life.newer.page)
  })

  it('that does not exist shows nothing', async () => {
    await draw(bridge(new FakeLife()), <NewerVersion />)
    await settle()
    expect(document.body.textContent).toBe('')
  })
})

describe('troubles of the program', () => {
  it('are told once each; those from long ago not again', async () => {
    const life = new FakeLife()
    life.add('An old one.', '2026-01-01T00:00:00Z')
    life.add('The page was loaded again.')
    life.add('The page was loaded again.')
    await draw(
      bridge(life),
      <>
        <ToastList />
        <TroubleToasts />
      </>,
    )
    await says('The page was loaded again.')
    life.add('A helper ended.')
    await says('A helper ended.')
    const titles = [...document.querySelectorAll('.toast-title')].map(({ textContent }) => textContent)
    expect(titles.sort()).toEqual(['A helper ended.', 'The page was loaded again.'])
  })
})
