import type { MenuItemConstructorOptions } from 'electron'
import type { FleetStatus } from '../../shared/domain/fleet'
import { runs } from './running'
import { appTexts as texts } from './texts'

/** What the tray can do; each tells of its own failure. */
export interface TrayVerbs {
  open(): void
  getReady(): void
  stop(): void
  dashboard(address: string): void
  quit(): void
}

/** How the fleet is, in words: the tray's tooltip, and the first line of its menu. */
export const trayWords = (status: FleetStatus | null): string =>
  status === null ? texts.unknown : texts.fleet(status.kind, status.phase)

export const trayMenu = (status: FleetStatus | null, verbs: TrayVerbs): MenuItemConstructorOptions[] => {
  const idle = status !== null && status.job === null
  const usable = status?.phase === 'ready' || status?.phase === 'degraded'
  return [
    { label: trayWords(status), enabled: false },
    { type: 'separator' },
    { label: texts.open, click: () => verbs.open() },
    { label: texts.getReady, enabled: idle, click: () => verbs.getReady() },
    { label: texts.stop, enabled: idle && runs(status), click: () => verbs.stop() },
    ...(status === null
      ? []
      : [
          {
            label: texts.dashboard(status.address),
            enabled: usable,
            click: () => verbs.dashboard(status.address),
          },
        ]),
    { type: 'separator' },
    { label: texts.quit, click: () => verbs.quit() },
  ]
}
