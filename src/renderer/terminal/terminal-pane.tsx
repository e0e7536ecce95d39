import { RotateCw } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import { IconButton } from '../components/button'
import { StateDot, type Tone } from '../components/state-mark'
import { toastFailure } from '../components/toast'
import { isReached, isUsable, useFleet } from '../core/fleet-status'
import { useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { EnvironmentNote } from './environment-note'
import { keepSession, useSession } from './session-memory'
import { TerminalScreen } from './terminal-screen'
import { terminalTexts as texts } from './texts'
import { WaitingNote } from './waiting-note'
import './terminal-pane.css'

const tones: Readonly<Record<PythonEnvironment['state'], Tone>> = {
  absent: 'idle',
  preparing: 'busy',
  ready: 'ok',
  failed: 'bad',
}

/** Columns and rows that fit into the pane before xterm has measured: 13 px JetBrains Mono. */
const roughSize = (pane: HTMLElement | null) => ({
  columns: Math.max(20, Math.floor(((pane?.clientWidth ?? 900) - 32) / 7.8)),
  rows: Math.max(4, Math.floor(((pane?.clientHeight ?? 200) - 44) / 17)),
})

/** The Python session in the dock: its environment first, then the terminal. `children` stand at the end of its bar. */
export const TerminalPane = ({ children }: { readonly children: ReactNode }) => {
  const pane = useRef<HTMLDivElement>(null)
  const [environment, setEnvironment] = useState<PythonEnvironment | null>(null)
  const [ended, setEnded] = useState(false)
  const session = useSession((memory) => memory.session)
  const reached = useFleet(isReached)
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const watch = useStream('terminal.environment', undefined, setEnvironment)
  const prepare = useCall('terminal.prepare')
  const open = useCall('terminal.open', { done: (opened) => keepSession(opened.session) })
  const restart = useCall('terminal.restart', { failed: toastFailure })

  const state = environment?.state ?? null
  const { run: startPreparing } = prepare
  const { run: startSession, pending: opening, error: refused } = open
  useEffect(() => {
    if (state === 'absent') startPreparing(undefined)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each time that it is found absent
  }, [state])
  useEffect(() => {
    if (state === 'ready' && usable && session === null && !opening && refused === null)
      startSession(roughSize(pane.current))
    // oxlint-disable-next-line react/exhaustive-deps -- startSession is made anew at each drawing
  }, [state, usable, session, opening, refused])

  const error = watch.error ?? environment?.error ?? prepare.error ?? open.error
  const retry = (): void => {
    open.forget()
    prepare.forget()
    prepare.run(undefined)
  }
  return (
    <div className="terminal-pane" ref={pane}>
      <header className="terminal-bar">
        <StateDot tone={!reached || state === null || (session !== null && ended) ? 'idle' : tones[state]} />
        <span className="truncate">{environment?.detail ?? texts.looking}</span>
        {!reached && <span>{texts.lost}</span>}
        <span className="terminal-hint">{session === null ? '' : texts.leave}</span>
        {session !== null && (
          <IconButton
            label={texts.restart}
            icon={RotateCw}
            pending={restart.pending}
            disabled={!reached}
            onClick={() => restart.run({ session })}
          />
        )}
        {children}
      </header>
      {session !== null ? (
        <TerminalScreen
          key={session}
          session={session}
          onEnded={setEnded}
          onLeave={() => pane.current?.querySelector('button')?.focus()}
        />
      ) : (
        <>
          <WaitingNote />
          <EnvironmentNote environment={environment} error={error} usable={usable} onRetry={retry} />
        </>
      )}
    </div>
  )
}
