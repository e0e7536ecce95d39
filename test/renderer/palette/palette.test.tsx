// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { showOverlay } from '../../../src/renderer/commands/overlay'
import { openDock, useDock } from '../../../src/renderer/terminal/dock-state'
import { Shell } from '../../../src/renderer/shell/shell'
import { takeTerminalInput } from '../../../src/renderer/terminal/terminal-input'
import { fakeBridge } from '../fake/fake-bridge'
import { all, draw, eventually, find, says, type } from '../support/page'

afterEach(() => {
  showOverlay(null)
  location.hash = ''
})

const strike = (key: string, held: KeyboardEventInit = {}, place: Element = document.body): void => {
  place.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
}

const drawShell = async (scene: 'ready' | 'down' = 'ready', hash = '#/doctor'): Promise<void> => {
  openDock(false)
  location.hash = hash
  await draw(fakeBridge(scene), <Shell />)
  await find('link', /^Cheat-sheet/)
}

const openPalette = async (): Promise<HTMLElement> => {
  strike('k', { ctrlKey: true })
  return find('combobox', 'Commands')
}

const choose = async (search: string, option: string | RegExp): Promise<void> => {
  await type(await openPalette(), search)
  const found = await find('option', option)
  found.click()
}

describe('the palette', () => {
  it('goes to a view', async () => {
    await drawShell()
    await choose('cheat', /^Cheat-sheet/)
    await expect.poll(() => location.hash).toBe('#/cheatsheet')
    await expect.poll(() => all('combobox')).toEqual([])
  })

  it('opens the log of a service, a lesson, a row and a version', async () => {
    await drawShell()
    await choose('logs of pcg', 'Logs of pcg')
    await expect.poll(() => location.hash).toBe('#/logs/pcg')
    await choose('The proof', /^The proof/)
    await expect.poll(() => location.hash).toBe('#/lessons/proof')
    await choose('1', 'Annotation 1 in my_cave_table')
    await expect.poll(() => decodeURIComponent(location.hash)).toBe('#/annotations/my_cave_table/1')
    await find('complementary', 'Row 1')
    await choose('version 1', 'Version 1')
    await expect.poll(() => location.hash).toBe('#/versions/1')
  })

  it('asks before it destroys: the dialogs are those of the views', async () => {
    await drawShell()
    await choose('reset', /^Reset…/)
    await find('dialog', /Reset the fleet/)
    await says('Versions that go')
  })

  it('opens a dialog that is another view’s', async () => {
    await drawShell()
    await choose('stop the fleet', /^Stop the fleet…/)
    await expect.poll(() => location.hash).toBe('#/services')
    await find('dialog', /Stop the fleet/)
  })

  it.each([
    [/^New table…/, /New table/],
    [/^Add from CSV…/, /Add to my_cave_table from CSV/],
  ])('opens a dialog of Annotations: %s', async (command, dialog) => {
    await drawShell()
    await choose(command.source.slice(1, -1), command)
    await expect.poll(() => location.hash).toBe('#/annotations')
    await find('dialog', dialog)
  })

  it('types a command of the cheat-sheet into the terminal', async () => {
    await drawShell()
    takeTerminalInput()
    await choose('get_datastacks', /get_datastacks/)
    await expect.poll(() => useDock.getState().open).toBe(true)
  })

  it('says why something is not possible now, and then does nothing', async () => {
    await drawShell('down')
    await choose('materialize', /^Materialize/)
    await says('Not now: The fleet is not running.')
    await find('combobox', 'Commands')
    const refused = await find('option', /^Materialize/)
    expect(refused.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('shortcuts', () => {
  it('go to views by two keys, and open their own list', async () => {
    await drawShell()
    strike('g')
    strike('c')
    await expect.poll(() => location.hash).toBe('#/cheatsheet')
    strike('?')
    await find('dialog', /Keyboard shortcuts/)
    await says('History map: from event to event')
  })

  it('leave what is typed into a field alone', async () => {
    await drawShell('ready', '#/cheatsheet')
    const field = await eventually(() => document.querySelector('main input') ?? undefined)
    strike('?', {}, field)
    strike('g', {}, field)
    strike('l', {}, field)
    expect(location.hash).toBe('#/cheatsheet')
    expect(all('dialog')).toEqual([])
  })
})
