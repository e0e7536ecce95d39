import { useSyncExternalStore } from 'react'

export const viewNames = [
  'services',
  'logs',
  'requests',
  'doctor',
  'annotations',
  'history',
  'versions',
  'segmentation',
  'cheatsheet',
  'lessons',
  'welcome',
] as const
export type ViewName = (typeof viewNames)[number]

export interface Route {
  readonly view: ViewName
  /** What in the view: a table, a service, a version. Empty: the view's own choice. */
  readonly subject: string
}

const isViewName = (name: string): name is ViewName => viewNames.some((known) => known === name)

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    // A hand-written address with a lone percent sign: taken as it stands.
    return part
  }
}

/** `#/annotations/my_cave_table`. An address that names no view opens the first. */
export const parseRoute = (hash: string): Route => {
  const [view = '', ...rest] = hash.replace(/^#\/?/, '').split('/')
  return isViewName(view) ? { view, subject: decoded(rest.join('/')) } : { view: 'services', subject: '' }
}

export const routeHash = (view: ViewName, subject = ''): string =>
  subject === '' ? `#/${view}` : `#/${view}/${encodeURIComponent(subject)}`

const listen = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export const useRoute = (): Route => parseRoute(useSyncExternalStore(listen, () => location.hash))

export const go = (view: ViewName, subject = ''): void => {
  location.hash = routeHash(view, subject)
}
