import { BrowserWindow, Menu, type BaseWindow, type MenuItemConstructorOptions } from 'electron'

/** As the key does: the page knows which lesson is chosen. */
const present = (_item: unknown, window: BaseWindow | undefined): void => {
  if (!(window instanceof BrowserWindow)) return
  window.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F5' })
  window.webContents.sendInputEvent({ type: 'keyUp', keyCode: 'F5' })
}

/** Presenting, and the standard items: what a person expects of every window, with their usual keys. */
export const installMenu = (): void => {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        // The page hears the key itself.
        { label: 'Present Lesson', accelerator: 'F5', registerAccelerator: false, click: present },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
