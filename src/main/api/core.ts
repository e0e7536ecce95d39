import type { Answer, Given } from '../../shared/contract'
import type { Handlers } from '../../shared/contract/handlers'
import type { Place } from '../../shared/domain/place'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import type { Data } from '../data/data'
import type { FleetKind, FleetStatus } from '../../shared/domain/fleet'
import type { EngineStarter } from '../engine/engine-starter'
import type { DockerReport } from '../doctor/docker/docker-report'
import type { Ways } from '../doctor/docker/ways'
import type { Previews } from '../doctor/previews'
import type { FleetController } from '../fleet/controller'
import type { SwitchingController } from '../fleet/control/switching'
import type { ImageLibrary } from '../fleet/images/image-library'
import type { LessonChannels } from '../lessons/lesson-channels'
import type { Lessons } from '../lessons/lessons'
import type { Terminals } from '../terminal/terminals'
import type { ClassroomPart } from './classroom'
import type { Welcome } from './home-place'
import type { Life } from './life'
import type { Removed } from './removal'

/** What stands beside the fleet: who we are, whether the machine is fit, what there is to teach. */
export interface PanelPart extends Pick<
  Handlers<AbortSignal>,
  'panel.about' | 'cheatsheet.read' | 'doctor.run'
> {
  /** For a diagnostics bundle. */
  docker(signal: AbortSignal): Promise<DockerReport>
}

/** Lessons, in a terminal and without a window, and the Python that they run in. */
export interface LessonPart extends Lessons, LessonChannels {
  /** Makes or repairs the Python that lessons run in, telling how far it is; at once where it is there. */
  prepare(told: (environment: PythonEnvironment) => void, signal: AbortSignal): Promise<void>
}

/** Where the fleets of the home are. */
export interface PlacePart {
  readonly place: () => Place
  /** Stops what the change would leave behind, its data kept; tells which fleet that was. */
  leave(wanted: Place, present: FleetController | undefined, signal: AbortSignal): Promise<FleetKind | null>
  change(place: Place): Promise<void>
}

/** Where the parts come from; each is opened when it is first asked for, so that a `status` starts no terminal. */
export interface Parts {
  controller(): Promise<SwitchingController>
  engine(): Promise<EngineStarter>
  images(): Promise<ImageLibrary>
  data(controller: FleetController): Promise<Data>
  terminal(controller: FleetController): Promise<Terminals>
  /** Works, as far as it can, even where there is no fleet to control: the doctor says why. */
  panel(controller: () => Promise<FleetController>): Promise<PanelPart>
  lessons(controller: FleetController, terminal: () => Promise<Terminals>): Promise<LessonPart>
  ways(): Promise<Ways>
  previews(core: Pick<Core, 'controller' | 'data' | 'panel'>): Promise<Previews>
  /** Rows as a file of the home. */
  saveCsv(
    page: Data['annotations.page'],
    given: Given<'csv.save'>,
    signal: AbortSignal,
  ): Promise<Answer<'csv.save'>>
  readonly place: PlacePart
  readonly welcome: Welcome
  readonly life: Life
  readonly classroom: ClassroomPart
  remove(what: Removed, signal: AbortSignal): Promise<readonly string[]>
}

/** The product without a transport: what every panel and command line talks to. */
export interface Core {
  controller(): Promise<FleetController>
  engine(): Promise<EngineStarter>
  images(): Promise<ImageLibrary>
  data(): Promise<Data>
  terminal(): Promise<Terminals>
  panel(): Promise<PanelPart>
  lessons(): Promise<LessonPart>
  ways(): Promise<Ways>
  previews(): Promise<Previews>
  place(): Place
  readonly welcome: Welcome
  readonly life: Life
  readonly classroom: ClassroomPart
  /** What runs at the old place is stopped, and told; whoever watched a fleet or its data is told of the end, and asks anew. */
  choosePlace(place: Place, signal: AbortSignal): Promise<FleetKind | null>
  /** A reset; a clean one also starts the terminals anew, for their variables speak of a fleet that is gone. */
  reset(clean: boolean, signal: AbortSignal): Promise<Answer<'fleet.reset'>>
  /** Not beside anything else that changes the fleet. */
  deleteVersions(given: Given<'versions.delete'>, signal: AbortSignal): Promise<void>
  /** Not beside anything else that changes the fleet. */
  deleteTable(given: Given<'tables.delete'>, signal: AbortSignal): Promise<void>
  /** The rows of a question, into the home. */
  saveCsv(given: Given<'csv.save'>, signal: AbortSignal): Promise<Answer<'csv.save'>>
  /** Another fleet; the terminals start anew, for their variables speak of the one before. */
  switchFleet(kind: FleetKind, signal: AbortSignal): Promise<FleetStatus>
  /** What is of the home goes for good; tells what stays since it is of others. Nothing of the core can be used after it. */
  remove(what: Removed, signal: AbortSignal): Promise<readonly string[]>
  /** Ends what was opened. The fleet goes on. */
  close(): Promise<void>
}

interface Lazy<T> {
  get(): Promise<T>
  /** Undefined when it was never asked for, or its opening failed. */
  opened(): Promise<T | undefined>
  /** What was opened, which the next asker opens anew. */
  forget(): Promise<T | undefined>
}

const lazy = <T>(open: () => Promise<T>): Lazy<T> => {
  let value: Promise<T> | undefined
  return {
    get() {
      value ??= open().catch((error: unknown) => {
        // The next asker tries again.
        value = undefined
        throw error
      })
      return value
    },
    opened: async () => value?.catch(() => undefined),
    async forget() {
      const before = value
      value = undefined
      return before?.catch(() => undefined)
    },
  }
}

export const composeCore = (parts: Parts): Core => {
  const controller = lazy(() => parts.controller())
  const engine = lazy(() => parts.engine())
  const images = lazy(() => parts.images())
  const data = lazy(async () => parts.data(await controller.get()))
  const terminal = lazy(async () => parts.terminal(await controller.get()))
  const panel = lazy(() => parts.panel(() => controller.get()))
  const lessons = lazy(async () => parts.lessons(await controller.get(), () => terminal.get()))
  const ways = lazy(() => parts.ways())
  const previews = lazy(() =>
    parts.previews({
      controller: () => controller.get(),
      data: () => data.get(),
      panel: () => panel.get(),
    }),
  )

  return {
    controller: () => controller.get(),
    engine: () => engine.get(),
    images: () => images.get(),
    data: () => data.get(),
    terminal: () => terminal.get(),
    panel: () => panel.get(),
    lessons: () => lessons.get(),
    ways: () => ways.get(),
    previews: () => previews.get(),
    place: () => parts.place.place(),
    welcome: parts.welcome,
    life: parts.life,
    classroom: parts.classroom,

    async choosePlace(wanted, signal) {
      const { port, project } = parts.place.place()
      if (port === wanted.port && project === wanted.project) return null
      const stopped = await parts.place.leave(wanted, await controller.opened(), signal)
      await parts.place.change(wanted)
      const [oldData, oldController] = await Promise.all([data.forget(), controller.forget()])
      await oldData?.close()
      await oldController?.close()
      await (await terminal.opened())?.restartAll()
      return stopped
    },

    async reset(clean, signal) {
      const { versions } = await (await controller.get()).reset(clean, signal)
      if (clean) await (await terminal.opened())?.restartAll()
      return { versions: [...versions] }
    },

    async deleteVersions(given, signal) {
      const { 'versions.delete': remove } = await data.get()
      await (await controller.get()).deleteVersions((limited) => remove(given, limited), signal)
    },

    async deleteTable(given, signal) {
      const { tableDeletion } = await data.get()
      await (await controller.get()).deleteTable((limited) => tableDeletion(given, limited), signal)
    },

    async saveCsv(given, signal) {
      const { 'annotations.page': page } = await data.get()
      return parts.saveCsv(page, given, signal)
    },

    async switchFleet(kind, signal) {
      const status = await (await controller.get()).switchTo(kind, signal)
      await (await terminal.opened())?.restartAll()
      return status
    },

    async remove(what, signal) {
      await (await terminal.opened())?.close()
      return parts.remove(what, signal)
    },

    async close() {
      const [openTerminal, openData, openImages, openEngine, openController] = await Promise.all([
        terminal.opened(),
        data.opened(),
        images.opened(),
        engine.opened(),
        controller.opened(),
      ])
      // Sessions and connections first: they lean on the controller.
      await Promise.allSettled([
        openTerminal?.close(),
        openData?.close(),
        openImages?.close(),
        openEngine?.close(),
      ])
      await openController?.close()
    },
  }
}
