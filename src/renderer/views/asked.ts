import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'
import { go, type ViewName } from './route'

interface Asked {
  readonly view: ViewName
  /** A dialog of that view: `stop`, `set-baseline`. */
  readonly what: string
  readonly subject: string
}

/** What was asked of a view from outside of it, by the palette or the menu: taken up as soon as the view is drawn. */
const useAskedOf = create<{ readonly asked: Asked | null }>()(() => ({ asked: null }))

const forget = (): void => useAskedOf.setState({ asked: null })

/** Whoever has gone on to something else is not to be surprised by it: a view may get to it minutes later, or never. */
const forgetAtNext = (event: Event): void => {
  if (event instanceof KeyboardEvent && event.repeat) return
  // From one element to another the focus moves as the palette closes; nobody leaves the window by that.
  if (event.type === 'blur' && event.target instanceof Node) return
  for (const kind of ['pointerdown', 'keydown', 'blur']) removeEventListener(kind, forgetAtNext, true)
  forget()
}

const ask = (asked: Asked): void => {
  for (const kind of ['pointerdown', 'keydown', 'blur']) addEventListener(kind, forgetAtNext, true)
  useAskedOf.setState({ asked })
}

/** As below, of a view that is drawn already, with its subject. */
export const askHere = (view: ViewName, what: string): void => ask({ view, what, subject: '' })

export const askView = (view: ViewName, what: string, subject = ''): void => {
  ask({ view, what, subject })
  go(view)
}

/** Whoever goes elsewhere has changed their mind. */
export const forgetAsked = (view: ViewName): void => {
  const { asked } = useAskedOf.getState()
  if (asked !== null && asked.view !== view) forget()
}

export const useAsked = (what: string, act: (subject: string) => void): void => {
  const asked = useAskedOf((state) => (state.asked?.what === what ? state.asked : null))
  const take = useEffectEvent(act)
  useEffect(() => {
    if (asked === null) return
    forget()
    take(asked.subject)
  }, [asked])
}
