import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useCommands } from '../commands/use-commands'
import { toast } from '../components/toast'
import { useBridge } from '../core/bridge-context'
import { useStream } from '../core/use-stream'
import { usePreferences } from '../design/preferences'
import { nothingRead, readStroke, type Bindings } from './read-strokes'
import { isMac, mayTake, strokeOf } from './strokes'

const placeOf = (event: Event): Element | null => (event.target instanceof Element ? event.target : null)

/** Runs commands by their keys, and by the window's menu. Renders nothing. */
export const Shortcuts = (): null => {
  const commands = useCommands()
  const singleKeys = usePreferences(({ singleKeys }) => singleKeys)
  const { shell } = useBridge()
  const reading = useRef(nothingRead)
  const spelt = commands.flatMap(({ id, keys }) => (keys === undefined ? [] : [`${keys}\t${id}`])).join('\n')
  const bindings = useMemo<Bindings>(
    () =>
      new Map(
        spelt
          .split('\n')
          .map((line) => line.split('\t'))
          .flatMap(([keys = '', id = '']) =>
            singleKeys || keys.startsWith('mod+') ? [[keys, id] as const] : [],
          ),
      ),
    [spelt, singleKeys],
  )

  const run = useEffectEvent((id: string) => {
    const command = commands.find((known) => known.id === id)
    if (command === undefined) return
    if (command.refusal === null) command.run()
    else toast({ tone: 'bad', title: command.title, detail: command.refusal })
  })
  const press = useEffectEvent((event: KeyboardEvent) => {
    const mac = isMac()
    const stroke = event.defaultPrevented ? null : strokeOf(event, mac)
    if (stroke === null) return
    const next = mayTake(stroke, placeOf(event), mac)
      ? readStroke(bindings, reading.current.begun, stroke, event.timeStamp)
      : nothingRead
    reading.current = next
    if (next.command === null) return
    event.preventDefault()
    run(next.command)
  })
  useStream('menu.chosen', shell === 'electron' ? undefined : null, ({ command }) => run(command))

  useEffect(() => {
    const forget = (): void => {
      reading.current = nothingRead
    }
    addEventListener('keydown', press)
    addEventListener('pointerdown', forget)
    addEventListener('blur', forget)
    return () => {
      removeEventListener('keydown', press)
      removeEventListener('pointerdown', forget)
      removeEventListener('blur', forget)
    }
  }, [])
  return null
}
