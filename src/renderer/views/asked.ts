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

/** As below, of a view that is drawn already, with its subject. */
export const askHere = (view: ViewName, what: string): void =>
  useAskedOf.setState({ asked: { view, what, subject: '' } })

export const askView = (view: ViewName, what: string, subject = ''): void => {
  useAskedOf.setState({ asked: { view, what, subject } })
  go(view)
}

/** Whoever goes elsewhere has changed their mind. */
export const forgetAsked = (view: ViewName): void => {
  const { asked } = useAskedOf.getState()
  if (asked !== null && asked.view !== view) useAskedOf.setState({ asked: null })
}

export const useAsked = (what: string, act: (subject: string) => void): void => {
  const asked = useAskedOf((state) => (state.asked?.what === what ? state.asked : null))
  const take = useEffectEvent(act)
  useEffect(() => {
    if (asked === null) return
    useAskedOf.setState({ asked: null })
    take(asked.subject)
  }, [asked])
}
