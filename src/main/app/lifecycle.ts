import { app, shell } from 'electron'
import type { Core } from '../api/core'
import type { Troubles } from '../api/troubles'
import { toFailure } from '../../shared/errors'
import { endsWithin } from '../waiting/limit'
import { atSystemEnd } from './at-system-end'
import { followFleet } from './follow-fleet'
import { mayLeave } from './leaving'
import type { PanelWindow } from './panel-window'
import { askLeaving, askNotStopped } from './questions'
import { createQuitting } from './quitting'
import { runs } from './running'
import { startAnew } from './start-anew'
import { hasTrayHost } from './tray-host'
import { openTray, type PanelTray } from './tray'
import type { TrayVerbs } from './tray-menu'

/** Stopping ten containers takes seconds; one that hangs is killed by the engine after ten. */
const stopMilliseconds = 120_000
/** An engine that hangs must not keep the panel from ending: what is left open ends with its process. */
const closingLimit = { milliseconds: 10_000, waitingFor: 'what the panel has open' } as const

export interface LifecycleParts {
  readonly core: Core
  readonly troubles: Troubles
  /** Once the program ends, nothing is asked and nothing healed. */
  readonly ends: () => void
  /** Whether somebody started it once more after that. */
  readonly startedMeanwhile: () => boolean
}

export interface Lifecycle {
  /** A person closes the window. */
  closing(window: PanelWindow): Promise<void>
  /** From here on the tray is there, where the desktop shows one. */
  begin(window: PanelWindow): Promise<void>
}

/** From the window's opening to the program's end. */
export const createLifecycle = ({ core, troubles, ends, startedMeanwhile }: LifecycleParts): Lifecycle => {
  const over = new AbortController()
  let panel: PanelWindow | undefined
  let tray: PanelTray | undefined
  const fleet = followFleet(
    () => core.controller(),
    over.signal,
    (status) => tray?.show(status),
  )
  const stop = async (): Promise<void> =>
    (await core.controller()).down(false, AbortSignal.timeout(stopMilliseconds))

  const quitting = createQuitting({
    running: () => {
      const status = fleet.status()
      return status !== null && runs(status) ? status : null
    },
    leaving: async () => (await core.life.read()).leaving,
    remember: (leaving) => core.life.choose({ leaving }),
    ask: (status) => askLeaving(() => panel?.current(), status),
    stop,
    notStopped: (error) => askNotStopped(() => panel?.current(), error),
    quit: () => app.quit(),
  })

  app.on('before-quit', (event) => {
    if (!quitting.mayEnd()) return event.preventDefault()
    ends()
  })
  atSystemEnd({ announced: () => quitting.systemMayEnd(), certain: () => quitting.systemEnds() })
  // The fleet goes on; what this panel holds open (sessions, connections) is given back before the process ends.
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (over.signal.aborted) return
    over.abort()
    const work = (): Promise<unknown> => Promise.allSettled([core.close(), panel?.settled()])
    void endsWithin(closingLimit, work).finally(() => {
      if (startedMeanwhile()) startAnew()
      app.exit(0)
    })
  })

  /** What was asked of the tray and failed is told where there is room for it. */
  const attempt = async (window: PanelWindow, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      troubles.add(toFailure(error).info)
      await window.show()
    }
  }

  const verbsOf = (window: PanelWindow): TrayVerbs => ({
    open: () => void window.show(),
    getReady: () => void attempt(window, async () => (await core.controller()).up(over.signal)),
    stop: () => void attempt(window, stop),
    dashboard: (address) => {
      if (mayLeave(`${address}/`, `${address}/`)) void shell.openExternal(`${address}/`)
    },
    quit: () => app.quit(),
  })

  /** Whether the desktop shows the tray now; it may have begun to after this program did. */
  const shownTray = async (window: PanelWindow): Promise<boolean> => {
    if (!(await hasTrayHost())) return false
    tray ??= openTray(verbsOf(window))
    tray.show(fleet.status())
    return true
  }

  return {
    closing: async (window) => {
      const { closing } = await core.life.read().catch(() => ({ closing: 'quit' }))
      if (closing !== 'tray') return app.quit()
      // Nobody is left without a way back: where no tray is shown, the task bar still has it.
      if (await shownTray(window)) window.hide()
      else window.current()?.minimize()
    },
    begin: async (window) => {
      panel = window
      await shownTray(window)
    },
  }
}
