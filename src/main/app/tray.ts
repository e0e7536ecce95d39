import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { FleetPhase, FleetStatus } from '../../shared/domain/fleet'
import { appTexts as texts } from './texts'
import { trayMenu, trayWords, type TrayVerbs } from './tray-menu'
import { trayPicture } from './tray-picture'

/** Points of the bar; twice as many pixels where the screen has them. */
const size = process.platform === 'darwin' ? 16 : 22

const picture = (phase: FleetPhase | undefined): NativeImage => {
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    const pixels = size * scaleFactor
    image.addRepresentation({
      scaleFactor,
      width: pixels,
      height: pixels,
      buffer: trayPicture(phase, pixels),
    })
  }
  return image
}

export interface PanelTray {
  show(status: FleetStatus | null): void
}

/** How the fleet is, without the window; and what is done most. */
export const openTray = (verbs: TrayVerbs): PanelTray => {
  const tray = new Tray(picture(undefined))
  tray.on('click', () => verbs.open())
  let shown: string | undefined
  return {
    show: (status) => {
      // Figures of the services change all the time; the tray has none of them.
      const next = JSON.stringify([status?.kind, status?.phase, status?.address, status?.job === null])
      if (next === shown) return
      shown = next
      tray.setImage(picture(status?.phase))
      tray.setToolTip(`${texts.product}: ${trayWords(status)}`)
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(status, verbs)))
    },
  }
}
