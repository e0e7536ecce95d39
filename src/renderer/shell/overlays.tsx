import { lazy, Suspense, useState, type ComponentType } from 'react'
import { load } from '../core/load'
import { showOverlay, useOverlay, type Overlay } from '../commands/overlay'

interface OverlayProps {
  readonly open: boolean
  readonly onClose: () => void
}

const later = (part: () => Promise<ComponentType<OverlayProps>>) =>
  lazy(async () => ({ default: await load(part) }))

const parts: Readonly<Record<Overlay, ComponentType<OverlayProps>>> = {
  palette: later(async () => (await import('../palette/palette')).Palette),
  shortcuts: later(async () => (await import('../shortcuts/shortcuts-dialog')).ShortcutsDialog),
  settings: later(async () => (await import('../settings/settings-dialog')).SettingsDialog),
}

/** What lies over every view, each loaded when it is first asked for and kept, so that it can be seen off. */
export const Overlays = () => {
  const shown = useOverlay((state) => state.shown)
  const [opened, setOpened] = useState<readonly Overlay[]>([])
  if (shown !== null && !opened.includes(shown)) setOpened([...opened, shown])
  return opened.map((name) => {
    const Part = parts[name]
    return (
      <Suspense key={name} fallback={null}>
        <Part open={shown === name} onClose={() => showOverlay(null)} />
      </Suspense>
    )
  })
}
