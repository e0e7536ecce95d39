import path from 'node:path'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import type { FleetKind } from '../../shared/domain/fleet'
import { Failure } from '../../shared/errors'
import type { Connection } from '../data/connection'
import type { FleetController } from '../fleet/controller'
import type { DockerLook } from '../doctor/docker/docker-look'
import type { EngineSearch } from '../engine/find-engine'
import type { Genuine } from '../fleet/genuine/open-genuine'
import type { Environment } from '../terminal/environment'
import { commandLineOf } from '../home/command-line'
import { surroundings } from '../home/location'
import { kitBundle, kitLessons, kitPython, openClassroom } from './classroom'
import { clientContainer } from './client-container'
import { composeCore, type Core } from './core'
import { diagnosticsSources } from './diagnostics-sources'
import { openHomePlace } from './home-place'
import { leavePlace, without } from './leave-place'
import { openLife } from './life'
import type { CoreOptions } from './core-options'
import { engineSearch, openEngineHere } from './open-engine'
import { genuineHere } from './open-genuine-here'

/** The fleet's databases for the doctor, who wants to know and not to fail: a fleet that is down has none. */
const connectionOf =
  (controller: () => Promise<FleetController>) =>
  async (signal: AbortSignal): Promise<Connection | null> => {
    try {
      return await (await controller()).connection(signal)
    } catch (error) {
      if (error instanceof Failure && without.has(error.info.code)) return null
      throw error
    }
  }

/** However many checks ask, the engine is looked for once. */
const dockerOnce = (
  find: () => Promise<EngineSearch>,
  genuine: () => Promise<Genuine>,
  home: string,
  signal: AbortSignal,
): (() => Promise<DockerLook>) => {
  let look: Promise<DockerLook> | undefined
  const begin = async (): Promise<DockerLook> => {
    const { lookForDocker } = await import('../doctor/docker/docker-look')
    return lookForDocker(find, genuine, home, signal)
  }
  return () => (look ??= begin())
}

const prepare = async (
  environment: Environment,
  told: (state: PythonEnvironment) => void,
  signal: AbortSignal,
): Promise<void> => {
  const ended = new AbortController()
  const watching = (async () => {
    for await (const state of environment.watch(ended.signal)) told(state)
  })()
  try {
    await environment.ready(signal)
  } finally {
    ended.abort()
    // Whether the environment is there is what counts, not the picture of its making.
    await watching.catch(() => undefined)
  }
}

/**
 * The product over one home. Every part is loaded when it is first asked for: what a `status` does not need costs it no
 * time.
 */
export const openCore = (options: CoreOptions): Core => {
  const { resources, version } = options
  const here = openHomePlace(options.home)
  const { home } = here
  const address = async (): Promise<string> => `http://127.0.0.1:${here.place().port}`

  // Terminal and lessons run in one environment, so that two of them never build it at once.
  let environment: Promise<Environment> | undefined
  const theEnvironment = (): Promise<Environment> =>
    (environment ??= import('../terminal/environment').then(
      ({ createEnvironment, environmentFolder, wantedPlace }) =>
        createEnvironment({
          folder: environmentFolder(home().folder, process.env),
          resources,
          container: () => clientContainer(genuine, process.env),
          kit: () => kitPython(home().folder, resources),
          wanted: wantedPlace(process.env),
        }),
    ))

  const find = engineSearch()
  const genuine = genuineHere(options, home, find)

  let wasOpened = false
  return composeCore({
    async controller() {
      const { openController } = await import('./open-controller')
      // What a program was told at its start is of that start: later it is the fleet in use, wherever that moves.
      const fleet = wasOpened ? (home().settings.fleet ?? options.fleet) : options.fleet
      const opened = await openController({ ...options, fleet, home: home() }, genuine)
      wasOpened = true
      return opened
    },
    engine: () => openEngineHere(find),
    async images() {
      const { openImageLibrary } = await import('../fleet/images/image-library')
      return openImageLibrary(async () => {
        const { engine, supply, project } = await genuine()
        const bundle = (): Promise<string | null> => kitBundle(home().folder)
        return { engine, supply, bundle, check: (signal) => project.compose(signal) }
      })
    },
    async data(controller) {
      const { openData } = await import('../data/data')
      return openData((signal) => controller.connection(signal))
    },
    async terminal() {
      const { createTerminals } = await import('../terminal/terminals')
      return createTerminals({ environment: await theEnvironment(), address, resources })
    },
    async lessons(controller, terminal) {
      const { createLessons } = await import('../lessons/lessons')
      const { createLessonChannels } = await import('../lessons/lesson-channels')
      const { createShelf } = await import('../lessons/shelf')
      const python = await theEnvironment()
      const own = { folder: home().path('lessons'), list: home().path('lessons.json') }
      const shelf = createShelf({ resources, own, classroom: () => kitLessons(home().folder) })
      return {
        ...createLessons({ resources, environment: python, address, shelf }),
        ...createLessonChannels({
          shelf,
          session: async (id) => (await terminal()).session(id),
          kind: () => controller.kind,
          restart: (service, signal) => controller.service(service, 'restart', signal),
        }),
        prepare: (told, signal) => prepare(python, told, signal),
      }
    },
    async panel(controller) {
      const { runPreflights } = await import('../doctor/run-preflights')
      const { preflights } = await import('../doctor/checks')
      return {
        'panel.about': async () => ({
          version,
          home: home().folder,
          platform: process.platform,
          shell: options.shell,
          fleet: (await controller()).kind,
          command: commandLineOf(options.command, home().folder, surroundings()),
        }),
        'doctor.run': (_input, signal) =>
          runPreflights(
            preflights,
            {
              home: home(),
              port: here.place().port,
              resources,
              wantsGenuine: (options.fleet ?? home().settings.fleet) === 'genuine',
              docker: dockerOnce(find, genuine, home().settings.id, signal),
              connection: connectionOf(controller),
            },
            signal,
          ),
        docker: async (signal) => {
          const { dockerReport } = await import('../doctor/docker/docker-report')
          const { readModel } = await import('../fleet/genuine/fleet-model')
          const described = async () => {
            const { model } = await readModel({
              folder: path.dirname(resources),
              ...here.place(),
              postgresPassword: '<blanked>',
              environment: process.env,
            })
            return model
          }
          return dockerReport(
            await dockerOnce(find, genuine, home().settings.id, signal)(),
            described,
            signal,
          )
        },
        'cheatsheet.read': async () => {
          const { readCheatsheet } = await import('../lessons/cheatsheet')
          return readCheatsheet(resources, await address())
        },
      }
    },
    async ways() {
      const { openWays } = await import('../doctor/docker/ways')
      return openWays({ home, find, project: async () => (await genuine()).project })
    },
    async previews(core) {
      const { openPreviews } = await import('../doctor/previews')
      return openPreviews(diagnosticsSources(core, { version, homeFolder: home().folder }), home)
    },
    async saveCsv(page, given, signal) {
      const { saveCsv } = await import('../data/save-csv')
      return saveCsv(home(), page, given, signal)
    },
    welcome: here.welcome,
    life: openLife({ home, version, manifest: options.manifest }),
    classroom: openClassroom(() => home().folder),
    async remove(what, signal) {
      const { remove } = await import('./removal')
      const controller = async (kind: FleetKind): Promise<FleetController> => {
        const { openController } = await import('./open-controller')
        return openController({ ...options, home: home(), fleet: kind }, genuine)
      }
      return remove({ home: home(), genuine, controller }, what, signal)
    },
    place: {
      place: here.place,
      change: (wanted) => here.change(wanted),
      leave: (wanted, present, signal) =>
        leavePlace(
          here,
          wanted,
          present,
          async (kind) => {
            const { openController } = await import('./open-controller')
            return openController({ ...options, home: home(), fleet: kind }, genuine)
          },
          signal,
        ),
    },
  })
}
