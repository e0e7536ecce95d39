import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClassroomSettings } from '../../../shared/domain/classroom'
import { shippedNames } from '../../lessons/lesson-file'
import type { Machine } from '../../terminal/machine'
import { demandLessons } from '../kit-content'
import { layout } from '../kit-layout'
import { filesBelow, type KitManifest } from '../kit-manifest'
import { pythonFolder, wheelsFolder } from '../kit-python-part'
import { readSettings } from '../settings-file'
import { lockFile, ownTarget, readPythons, type Target } from '../targets'
import { bringArchive, demandGiven, type Fetch } from './archive'
import { beginKit, demandRoom, notWritten, openDestination } from './destination'
import { putImages, type KitImages } from './images'
import { copyInstallers, demandOneEach, installersAfter, type Installer } from './installers'
import { presentIn } from './present'
import { gatherLessons, putLessons } from './lessons'
import { pythonWithPip } from './pip-python'
import { putTexts } from './texts'
import { bringWheels } from './wheels'
import { writeManifest } from './write-manifest'

export interface KitOrder {
  readonly folder: string
  readonly targets: readonly Target[]
  readonly installers: readonly Installer[]
  /** A folder of Pythons that somebody has downloaded. */
  readonly pythons: string | undefined
  /** A file; without it the one in the kit stays, or one that sets nothing is made. */
  readonly settings: string | undefined
  /** Files. */
  readonly lessons: readonly string[]
  readonly images: KitImages
}

export interface KitMaker {
  readonly resources: string
  readonly version: string
  readonly machine: Machine
  /** For what is needed to make it, and goes nowhere. */
  readonly tools: string
  readonly fetch: Fetch
  readonly tell: (part: string, done: number, total: number | null) => void
}

/** Python and wheels of one target: 30 MB and up to 100. */
const bytesOfTarget = 140_000_000

const exists = async (file: string): Promise<boolean> => (await stat(file).catch(() => null)) !== null

const settingsFor = async ({ folder, settings }: KitOrder): Promise<ClassroomSettings> => {
  const there = path.join(folder, layout.settings)
  if (settings !== undefined) return readSettings(settings)
  return (await exists(there)) ? readSettings(there) : { $schema: `./${layout.schema}` }
}

const putSettings = async (folder: string, settings: ClassroomSettings): Promise<void> => {
  const file = path.join(folder, layout.settings)
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`).catch((error: unknown) => {
    throw notWritten(file, error)
  })
}

const putPythons = async (order: KitOrder, maker: KitMaker, signal: AbortSignal): Promise<void> => {
  const { folder, pythons: given } = order
  const { resources, machine, fetch, tell } = maker
  const { version, targets: published } = await readPythons(resources)
  const brought = new Map<Target, string>()
  for (const target of order.targets)
    brought.set(
      target,
      await bringArchive(
        published[target],
        path.join(folder, ...pythonFolder(target).split('/')),
        { given, fetch },
        (done, total) => tell(`Python for ${target}`, done, total),
        signal,
      ),
    )
  const own = ownTarget(machine.platform)
  const archive = own === undefined ? undefined : brought.get(own)
  const ownPython =
    own === undefined || archive === undefined
      ? null
      : { kit: folder, archive, sha256: published[own].sha256, wheels: '', lock: lockFile(resources, own) }
  let python: string | undefined
  for (const target of order.targets) {
    python ??= await pythonWithPip(machine, ownPython, maker.tools, signal)
    await bringWheels(
      target,
      path.join(folder, ...wheelsFolder(target).split('/')),
      { machine, python, resources, version, platforms: published[target].platforms },
      (done, total) => tell(`Wheels for ${target}, of ${total}`, done, null),
      signal,
    )
  }
}

const roomFor = async ({ folder, targets, installers, images }: KitOrder): Promise<number> => {
  let needed = 10_000_000
  for (const target of targets)
    if (!(await exists(path.join(folder, layout.python, target)))) needed += bytesOfTarget
  for (const { file, bytes } of installers)
    if (!(await exists(path.join(folder, layout.installers, path.basename(file))))) needed += bytes
  if (images !== null && images !== 'kept' && !(await exists(path.join(folder, layout.images))))
    needed += images.bytes
  return needed
}

/**
 * Makes a kit, or goes on with one, or takes in what was changed in it: whatever is there and right stays. What can be known to be wrong is
 * found before anything is written; the manifest, which alone makes the folder a kit, is written last.
 */
export const makeKit = async (
  order: KitOrder,
  maker: KitMaker,
  signal: AbortSignal,
): Promise<KitManifest> => {
  const { folder, installers, images } = order
  const { resources, version } = maker
  await openDestination(folder)
  const shipped = await shippedNames(resources)
  const settings = await settingsFor(order)
  const lessons = await gatherLessons(folder, order.lessons, shipped)
  const own = lessons.map(({ lesson }) => lesson.id)
  demandLessons(settings, [...shipped, ...own], order.settings ?? path.join(folder, layout.settings))
  await demandGiven(order.pythons)
  demandOneEach(await installersAfter(folder, installers))
  await demandRoom(folder, await roomFor(order))

  await beginKit(folder)
  await copyInstallers(folder, installers, signal)
  await putLessons(folder, lessons)
  await putSettings(folder, settings)
  await putPythons(order, maker, signal)
  await putImages(folder, images, maker.tell, signal)
  const made = new Date().toISOString()
  const present = await presentIn(folder)
  await putTexts(folder, resources, { version, made, settings, lessons: own, ...present })
  maker.tell('Digests of all files', 0, null)
  return writeManifest(folder, { product: version, made }, signal)
}

export const weightOf = (manifest: KitManifest, ...folders: readonly string[]): number =>
  (folders.length === 0 ? manifest.files : filesBelow(manifest, ...folders)).reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  )
