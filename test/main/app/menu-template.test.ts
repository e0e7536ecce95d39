import { expect, it, vi } from 'vitest'
import { menuTemplate } from '../../../src/main/app/menu-template'
import { listed } from '../../../src/shared/commands'

const itemsOf = (template: ReturnType<typeof menuTemplate>) =>
  template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

it('the menu has every declared command under its subject, and tells which was chosen', () => {
  const choose = vi.fn<(command: string) => void>()
  const template = menuTemplate('linux', choose)
  const labels = template.map(({ label, role }) => label ?? role)
  expect(labels).toEqual([
    'fileMenu',
    'editMenu',
    'Go',
    'Fleet',
    'Data',
    'Teach',
    'Panel',
    'View',
    'windowMenu',
  ])
  const items = itemsOf(template)
  for (const { id, title } of listed.flatMap(({ commands }) => commands)) {
    const item = items.find((candidate) => candidate.id === id)
    expect(item?.label).toBe(title)
    Reflect.apply(item?.click ?? (() => undefined), undefined, [])
    expect(choose).toHaveBeenLastCalledWith(id)
  }
})

it('the menu shows keys and takes none: the page hears them itself', () => {
  const items = itemsOf(menuTemplate('linux', () => undefined)).filter(
    ({ accelerator }) => accelerator !== undefined,
  )
  expect(items.map(({ id, accelerator }) => [id, accelerator])).toEqual([
    ['lesson.present', 'F5'],
    ['panel.palette', 'CmdOrCtrl+K'],
    ['panel.settings', 'CmdOrCtrl+,'],
  ])
  expect(items.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true)
})

it('on a Mac the menu begins with that of the app', () => {
  expect(menuTemplate('darwin', () => undefined)[0]).toEqual({ role: 'appMenu' })
})
