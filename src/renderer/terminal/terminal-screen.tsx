import '@xterm/xterm/css/xterm.css'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ErrorInfo } from '../../shared/errors'
import { toFailure } from '../../shared/errors'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { isReached, useFleet } from '../core/fleet-status'
import { useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { usePreferences } from '../design/preferences'
import { useTheme } from '../design/theme'
import { createDrawing } from './drawing'
import { isTypedElsewhere } from './focus-terminal'
import { clearLine, clearScreen, inWrites } from './input-sequence'
import { openScreen, type Screen } from './screen'
import { keepSession } from './session-memory'
import { takeTerminalInput, useTerminalInput } from './terminal-input'
import { terminalTheme } from './terminal-theme'
import { terminalTexts as texts } from './texts'
import { useVersionNews } from './version-news'
import { WaitingNote } from './waiting-note'

interface TerminalScreenProps {
  readonly session: string
  /** Where the keyboard goes when it leaves the terminal. */
  readonly onLeave: () => void
  /** Their size in pixels, where it is not the one that the user prefers. */
  readonly letters?: number
  /** Whether it is the panel's, which takes what waits for a Python: that is nothing for an audience. */
  readonly takesInput?: boolean
  /** Told when its Python has ended or there is no such session any more, instead of offering another one here. */
  readonly onGone?: () => void
  /** Told whether a Python answers there. */
  readonly onEnded?: (ended: boolean) => void
}

/** One session on screen: what Python prints, and the keys on their way to it. */
export const TerminalScreen = (props: TerminalScreenProps) => {
  const { session, onLeave, letters, takesInput = true, onGone, onEnded } = props
  const bridge = useBridge()
  const place = useRef<HTMLDivElement>(null)
  const screen = useRef<Screen | null>(null)
  const draw = useRef<((data: string) => void) | null>(null)
  const [exit, setExit] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<ErrorInfo | null>(null)
  const [live, setLive] = useState(false)
  const [reader] = useState(() => crypto.randomUUID())
  const theme = useTheme((state) => state.theme)
  const preferred = usePreferences(({ terminalSize }) => terminalSize)
  const size = letters ?? preferred
  const waiting = useTerminalInput((queue) => queue.waiting)
  const restart = useCall('terminal.restart', {
    done: () => {
      setExit(null)
      screen.current?.terminal.focus()
    },
  })
  const ended = exit !== null || refusal !== null
  const reached = useFleet(isReached)
  const takes = live && !ended && reached
  const knowsVersions = useVersionNews(session, takes)
  const takesWaiting = takes && takesInput && knowsVersions

  const again = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever typed its end goes on by the keyboard; nobody else's place is taken.
    if (ended && place.current?.contains(document.activeElement))
      again.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus()
  }, [ended])

  const gone = useRef(false)
  const tellGone = useEffectEvent(() => {
    // Once: each key on its way to one that has ended is refused.
    if (!gone.current) onGone?.()
    gone.current = true
  })
  const refuse = useEffectEvent((error: ErrorInfo) => {
    // Every view says that nobody answers; its Python may well go on.
    if (error.code === 'DISCONNECTED') return
    if (onGone === undefined) setRefusal(error)
    // Whoever is told of its end has a place for it. A key that was refused for another reason can be pressed again.
    else if (error.code === 'TERMINAL_CLOSED') tellGone()
  })
  const write = useEffectEvent((data: string) => {
    for (const part of inWrites(data))
      ask(bridge, 'terminal.write', { session, data: part }).catch((error: unknown) =>
        refuse(toFailure(error).info),
      )
  })
  const resize = useEffectEvent((columns: number, rows: number) => {
    // A session that has ended has no size; its end is told by the stream.
    ask(bridge, 'terminal.resize', { session, size: { columns, rows } }).catch(() => undefined)
  })
  const leave = useEffectEvent(() => onLeave())
  const tellEnded = useEffectEvent((has: boolean) => onEnded?.(has))
  const lost = useEffectEvent(() => (onGone === undefined ? keepSession(null) : tellGone()))
  const tellDrawn = useEffectEvent((characters: number) => {
    // A session that is closed meanwhile waits for nothing.
    ask(bridge, 'terminal.taken', { session, reader, characters }).catch(() => undefined)
  })

  useEffect(() => {
    if (place.current === null) return undefined
    const opened = openScreen(place.current, () => leave())
    screen.current = opened
    draw.current = createDrawing(opened.terminal, (characters) => tellDrawn(characters))
    opened.terminal.onData((data) => write(data))
    opened.terminal.onResize(({ cols, rows }) => resize(cols, rows))
    opened.fit()
    resize(opened.terminal.cols, opened.terminal.rows)
    return () => {
      screen.current = null
      draw.current = null
      opened.close()
    }
  }, [])

  const gap = useRef(false)
  const output = useStream(
    'terminal.output',
    { session, reader },
    (event) => {
      setLive(true)
      // What is printed after its end is another Python's, started anew.
      setExit(event.kind === 'exit' ? event.code : null)
      // After a gap the stream begins with all that was printed so far: it would stand there twice. In the order of what is drawn.
      if (gap.current) screen.current?.terminal.write(clearScreen)
      gap.current = false
      if (event.kind === 'output') draw.current?.(event.data)
    },
    () => (gap.current = true),
  )
  useEffect(() => {
    const gone = output.error?.code
    if (gone === 'TERMINAL_CLOSED' || gone === 'NOT_FOUND') lost()
  }, [output.error])
  useEffect(() => {
    if (exit !== null) tellGone()
  }, [exit])
  useEffect(() => tellEnded(ended), [ended])
  useEffect(() => {
    // A key that is kept until somebody answers would come when it is not meant any more.
    if (screen.current !== null) screen.current.terminal.options.disableStdin = !reached
  }, [reached])
  useEffect(() => {
    // The tokens are those of the theme that was applied last.
    if (screen.current !== null) screen.current.terminal.options.theme = terminalTheme(theme)
  }, [theme])
  useEffect(() => {
    if (screen.current === null) return
    screen.current.terminal.options.fontSize = size
    screen.current.fit()
  }, [size])
  useEffect(() => {
    const terminal = screen.current?.terminal
    if (!takesWaiting || waiting.length === 0 || terminal === undefined) return
    for (const input of takeTerminalInput()) {
      write(clearLine)
      terminal.paste(input.text)
      if (input.run) write('\r')
    }
    if (!isTypedElsewhere()) terminal.focus()
  }, [takesWaiting, waiting])

  return (
    <>
      {takesInput && !takesWaiting && <WaitingNote />}
      <div ref={place} className="terminal-screen" />
      {ended && onGone === undefined && (
        <div className="terminal-ended" role="status" ref={again}>
          {refusal !== null && exit === null ? (
            <FailureNotice error={refusal} />
          ) : (
            <p>{texts.ended(exit ?? 0)}</p>
          )}
          <Button
            pending={restart.pending}
            disabled={!reached}
            onClick={() => {
              setRefusal(null)
              restart.run({ session })
            }}
          >
            {texts.startAgain}
          </Button>
        </div>
      )}
    </>
  )
}
