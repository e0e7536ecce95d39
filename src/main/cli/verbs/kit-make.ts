import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Failure } from '../../../shared/errors'
import { imagesMissing } from '../../fleet/images/image-library'
import { wholeDownload } from '../../fleet/images/sizes'
import { layout } from '../../kit/kit-layout'
import { mismatches } from '../../kit/matching-systems'
import { findInstallers, type Installer } from '../../kit/make/installers'
import { makeKit, weightOf, type KitOrder } from '../../kit/make/make-kit'
import { holdsBundle, type ImagesPart, type KitImages } from '../../kit/make/images'
import { madeBy, presentIn, type Present } from '../../kit/make/present'
import { ownTarget, targetOf, type Target } from '../../kit/targets'
import { filesOf, readAdded } from '../../lessons/own-lessons'
import { thisMachine } from '../../terminal/machine'
import { progressLine } from '../progress-line'
import type { Session, Verb } from '../session'
import { withEngine } from '../with-engine'

export interface MakeOptions {
  readonly for?: readonly string[]
  readonly installer?: readonly string[]
  readonly settings?: string
  readonly lessons?: string
  readonly python?: string
  /** Undefined where neither was said: as the kit was made before, else with. */
  readonly images?: boolean
  readonly everyProcessor: boolean
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** Those that were named; else those that are there, those of the installers, or this machine's own. */
const chooseTargets = (
  asked: readonly string[] | undefined,
  present: readonly Target[],
  installers: readonly Installer[],
): readonly Target[] => {
  const named = asked?.flatMap((system) => targetOf(system) ?? []) ?? []
  const ofInstallers = installers.flatMap(({ target }) => target ?? [])
  const found = [...new Set([...named, ...present, ...(asked === undefined ? ofInstallers : [])])]
  const own = ownTarget()
  return found.length > 0 || own === undefined ? found : [own]
}

/** The lessons of this home: its folder's, and those that were added. */
const ownLessons = async (session: Session, named: string | undefined): Promise<readonly string[]> => {
  if (named !== undefined) return filesOf(resolve(named))
  const home = await session.home()
  const added = await readAdded({ folder: home.path('lessons'), list: home.path('lessons.json') })
  const folders = [home.path('lessons'), ...added]
  const found = await Promise.all(folders.map((each) => filesOf(each).catch((): string[] => [])))
  return [...new Set(found.flat())]
}

/** Looked at before anything is written: without the images there is nothing to save. */
const savedImages = async (session: Session, every: boolean, present: Present): Promise<ImagesPart> => {
  const library = await (await session.core()).images()
  return withEngine(session, async () => {
    const { trouble, images } = await library.status(session.signal)
    const or = present.images
      ? 'Or make it a kit for the practice fleet, which takes the images out of it: --without-images.'
      : 'Or make a kit for the practice fleet: --without-images.'
    if (trouble !== null) throw new Failure({ ...trouble, fix: `${trouble.fix} ${or}` })
    const missing = images.filter(({ here }) => !here).map(({ name }) => name)
    if (missing.length > 0) {
      const { info } = imagesMissing(missing)
      throw new Failure({
        ...info,
        what: 'The kit was not begun.',
        fix: `Get them first: "realcave images pull". ${or}`,
      })
    }
    return {
      names: images.map(({ name }) => name),
      bytes: wholeDownload,
      every,
      save: (bundle, report, signal) => library.save(bundle, every, report, signal),
    }
  })
}

/** A kit of this version that holds them keeps them where nothing else is said: a word in it can be changed on a machine without Docker. */
const imagesFor = async (
  session: Session,
  folder: string,
  { images: asked, everyProcessor }: MakeOptions,
  present: Present,
): Promise<KitImages> => {
  const product = await madeBy(folder)
  if (asked === undefined && product !== null) {
    if (!present.images) return null
    if (!everyProcessor && product === session.program.version && (await holdsBundle(folder))) return 'kept'
  }
  return asked === false ? null : savedImages(session, everyProcessor, present)
}

export const makeKitIn = async (session: Session, named: string, options: MakeOptions): Verb => {
  const { program, output, signal } = session
  const folder = resolve(named)
  const installers = await findInstallers(options.installer ?? [])
  const present = await presentIn(folder)
  const order: KitOrder = {
    folder,
    installers,
    targets: chooseTargets(options.for, present.targets, installers),
    pythons: options.python === undefined ? undefined : resolve(options.python),
    settings: options.settings === undefined ? undefined : resolve(options.settings),
    lessons: await ownLessons(session, options.lessons),
    images: await imagesFor(session, folder, options, present),
  }
  const show = progressLine(session.io)
  const tools = await mkdtemp(join(tmpdir(), 'realcave-kit-'))
  try {
    const manifest = await makeKit(
      order,
      {
        resources: program.resources,
        version: program.version,
        machine: thisMachine,
        tools,
        fetch: (url, stop) => fetch(url, { signal: stop }),
        tell: (part, done, total) =>
          show(
            part,
            total === null ? (done > 0 ? String(done) : '') : `${megabytes(done)} of ${megabytes(total)}`,
          ),
      },
      signal,
    )
    const sizes = [layout.installers, layout.python, layout.lessons, layout.images].map(
      (part) => [part, weightOf(manifest, part)] as const,
    )
    if (weightOf(manifest, layout.installers) === 0)
      output.note('The kit holds no installer: give one with --installer FILE, on this folder once more.')
    const after = await presentIn(folder)
    for (const { what, why, fix } of mismatches(after.installers, after.targets))
      output.note(`${what} ${why} ${fix}`)
    output.result(
      {
        type: 'kit',
        folder,
        files: manifest.files.length,
        bytes: weightOf(manifest),
        parts: Object.fromEntries(sizes),
      },
      [
        `The kit in ${folder} is complete: ${megabytes(weightOf(manifest))} in ${manifest.files.length} files.`,
        ...sizes.filter(([, bytes]) => bytes > 0).map(([part, bytes]) => `  ${part}  ${megabytes(bytes)}`),
        'Copy the folder as it is. "realcave kit check FOLDER" looks whether a copy is whole.',
      ].join('\n'),
    )
    return undefined
  } finally {
    await rm(tools, { recursive: true, force: true, maxRetries: 3 })
  }
}
