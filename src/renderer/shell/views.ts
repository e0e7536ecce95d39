import { lazy } from 'react'
import { load, loadOrReload } from '../core/load'
import { viewNames, type ViewName } from '../views/route'
import type { View } from '../views/view-source'

const loaders: Readonly<Record<ViewName, () => Promise<View>>> = {
  services: async () => (await import('../fleet/services-view')).ServicesView,
  logs: async () => (await import('../logs/logs-view')).LogsView,
  requests: async () => (await import('../requests/requests-view')).RequestsView,
  doctor: async () => (await import('../doctor/doctor-view')).DoctorView,
  annotations: async () => (await import('../annotations/annotations-view')).AnnotationsView,
  history: async () => (await import('../history/history-view')).HistoryView,
  versions: async () => (await import('../versions/versions-view')).VersionsView,
  segmentation: async () => (await import('../segmentation/segmentation-view')).SegmentationView,
  cheatsheet: async () => (await import('../cheatsheet/cheatsheet-view')).CheatsheetView,
  lessons: async () => (await import('../lessons/lessons-view')).LessonsView,
  welcome: async () => (await import('../welcome/welcome-view')).WelcomeView,
}

const loaded = new Map<ViewName, View>()

const keep = (name: ViewName, view: View): View => {
  loaded.set(name, view)
  return view
}

export const loadView = async (name: ViewName): Promise<View> => keep(name, await load(loaders[name]))

/**
 * A loaded view is drawn at once. React waits for one that is not, and then keeps the placeholder for 300 ms at least: longer than
 * the whole view takes. Asked for once a visit, since what is answered changes when a view has been loaded.
 */
export const viewOf = (name: ViewName): View =>
  loaded.get(name) ?? lazy(async () => ({ default: keep(name, await loadOrReload(loaders[name])) }))

const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve())
    else setTimeout(resolve, 200)
  })

/** Loads the other views while nothing else is to be done. One that cannot be loaded now is tried again when it is opened. */
export const loadOtherViews = async (): Promise<void> => {
  for (const name of viewNames) {
    await whenIdle()
    if (!loaded.has(name)) await loadView(name).catch(() => undefined)
  }
}
