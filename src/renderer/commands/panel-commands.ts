import {
  FileArchive,
  Footprints,
  Keyboard,
  PanelBottom,
  RotateCw,
  Search,
  Settings,
  SunMoon,
  Terminal,
} from 'lucide-react'
import type { panelCommands } from '../../shared/commands/panel-commands'
import { toast, toastFailure } from '../components/toast'
import { useCall } from '../core/use-call'
import { toggleTheme } from '../design/theme'
import { askView } from '../views/asked'
import { openDock, useDock } from '../terminal/dock-state'
import { useSession } from '../terminal/session-memory'
import { focusTerminal } from '../terminal/focus-terminal'
import { startTour } from '../tour/tour-state'
import { withActs, type Act, type Command } from './command'
import { showOverlay } from './overlay'
import { commandTexts as texts } from './texts'

export const usePanelCommands = (): readonly Command[] => {
  const session = useSession((memory) => memory.session)
  const restart = useCall('terminal.restart', {
    done: () => void toast({ tone: 'ok', title: texts.restartedPython, brief: true }),
    failed: toastFailure,
  })
  const acts: Readonly<Record<keyof typeof panelCommands, Act>> = {
    'panel.palette': { icon: Search, run: () => showOverlay('palette') },
    'panel.settings': { icon: Settings, run: () => showOverlay('settings') },
    'panel.shortcuts': { icon: Keyboard, run: () => showOverlay('shortcuts') },
    'panel.theme': { icon: SunMoon, run: toggleTheme },
    'panel.terminal': { icon: Terminal, run: focusTerminal },
    'panel.dock': { icon: PanelBottom, run: () => openDock(!useDock.getState().open) },
    'panel.restartPython': {
      icon: RotateCw,
      detail: texts.restartAbout,
      refusal: session === null ? texts.noTerminal : null,
      run: () => session !== null && restart.run({ session }),
    },
    'panel.tour': { icon: Footprints, run: startTour },
    'panel.diagnostics': { icon: FileArchive, run: () => askView('doctor', 'diagnostics') },
  }
  return withActs(texts.groups.panel, acts)
}
