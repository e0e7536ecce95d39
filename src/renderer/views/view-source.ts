import { createContext, use, type ComponentType } from 'react'
import type { ViewName } from './route'

export type View = ComponentType<{ readonly subject: string }>

/** Given from above: a view that shows another one beside itself need not know them all, itself among them. */
export const ViewSource = createContext<((name: ViewName) => View) | null>(null)

export const useViewSource = (): ((name: ViewName) => View) => {
  const source = use(ViewSource)
  if (source === null) throw new Error('A view was asked for outside of ViewSource.')
  return source
}
