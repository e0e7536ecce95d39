import { Menu } from 'electron'
import { menuTemplate } from './menu-template'

export const installMenu = (choose: (command: string) => void): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, choose)))
