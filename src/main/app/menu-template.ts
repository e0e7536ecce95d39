import type { MenuItemConstructorOptions } from 'electron'
import { listed, type Listed } from '../../shared/commands'

/** Keys one after the other are no accelerator; the palette and the list of shortcuts tell them. */
const acceleratorOf = (keys: string): string | undefined => {
  if (keys.startsWith('mod+')) return `CmdOrCtrl+${keys.slice('mod+'.length).toUpperCase()}`
  return /^F\d+$/.test(keys) ? keys : undefined
}

const itemOf = (
  { id, title, keys = '' }: Listed,
  choose: (command: string) => void,
): MenuItemConstructorOptions => {
  const accelerator = acceleratorOf(keys)
  return {
    id,
    label: title,
    click: () => choose(id),
    // The page hears the keys itself, and leaves them to the terminal where that has the focus.
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  }
}

/** What a person expects of every window, with its usual keys; and the panel's commands, a menu a subject. */
export const menuTemplate = (
  platform: NodeJS.Platform,
  choose: (command: string) => void,
): MenuItemConstructorOptions[] => [
  ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
  { role: 'fileMenu' },
  { role: 'editMenu' },
  ...listed.map(({ subject, commands }) => ({
    label: subject,
    submenu: commands.map((command) => itemOf(command, choose)),
  })),
  {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  },
  { role: 'windowMenu' },
]
