import { PanelBottomClose, PanelBottomOpen } from 'lucide-react'
import { lazy, Suspense, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react'
import { Button, IconButton } from '../components/button'
import { keepBelowToasts } from '../components/toast-room'
import { Skeleton } from '../components/notice'
import { loadOrReload } from '../core/load'
import { texts } from '../texts'
import {
  dockHeight,
  dockLimits,
  openDock,
  resizeDock,
  tallestDock,
  useDock,
  wantedHeight,
} from '../terminal/dock-state'
import type { ViewName } from '../views/route'
import { ViewBoundary } from '../views/view-boundary'
import './dock.css'

const TerminalPane = lazy(async () => {
  const { TerminalPane: Loaded } = await loadOrReload(() => import('../terminal/terminal-pane'))
  return { default: Loaded }
})
const QuickSheet = lazy(async () => {
  const { QuickSheet: Loaded } = await loadOrReload(() => import('../cheatsheet/quick-sheet'))
  return { default: Loaded }
})

const followResize = (changed: () => void): (() => void) => {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}
const useWindowHeight = (): number => useSyncExternalStore(followResize, () => innerHeight)

const keySteps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }

const Divider = ({ height }: { readonly height: number }) => {
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      resizeDock(dockHeight(innerHeight - event.clientY, innerHeight))
  }
  const press = (event: KeyboardEvent): void => {
    const steps = keySteps[event.key]
    if (steps === undefined) return
    event.preventDefault()
    resizeDock(dockHeight(height + steps * dockLimits.step, innerHeight))
  }
  return (
    <div
      className="dock-divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label={texts.resizeTerminal}
      aria-valuemin={dockLimits.least}
      aria-valuemax={tallestDock(innerHeight)}
      aria-valuenow={height}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  )
}

const withoutSheet: ReadonlySet<ViewName> = new Set(['cheatsheet', 'lessons', 'welcome'])

/** The terminal below every view, with the cheat-sheet beside it where the view above leaves it room and does not teach itself. */
export const Dock = ({ view }: { readonly view: ViewName }) => {
  const dock = useDock()
  const { open } = dock
  const withSheet = !withoutSheet.has(view)
  const height = dockHeight(wantedHeight(dock, view === 'welcome'), useWindowHeight())
  if (!open)
    return (
      <section ref={keepBelowToasts} className="dock dock-closed" aria-label={texts.terminal}>
        <Button
          look="quiet"
          small
          icon={PanelBottomOpen}
          onClick={() => openDock(true)}
          aria-expanded={false}
        >
          {texts.openTerminal}
        </Button>
      </section>
    )
  return (
    <section ref={keepBelowToasts} className="dock" aria-label={texts.terminal} style={{ height }}>
      <Divider height={height} />
      <ViewBoundary>
        <Suspense fallback={<Skeleton lines={4} label={texts.terminal} />}>
          {withSheet && <QuickSheet />}
          <TerminalPane>
            <IconButton
              label={texts.closeTerminal}
              icon={PanelBottomClose}
              aria-expanded
              onClick={() => openDock(false)}
            />
          </TerminalPane>
        </Suspense>
      </ViewBoundary>
    </section>
  )
}
