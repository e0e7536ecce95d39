import path from 'node:path'
import { Failure } from '../../shared/errors'
import { readBundle } from '../engine/bundle-manifest'
import { shippedNames } from '../lessons/lesson-file'
import { checkStrangers } from './check-strangers'
import { digestOf } from './digest'
import type { Finding } from './finding'
import { smallContent } from './kit-content'
import { layout } from './kit-layout'
import { filesBelow, readKit, type Kit } from './kit-manifest'
import { mismatches } from './matching-systems'
import { pythonFolder, wheelsFolder } from './kit-python-part'
import { readLock, readPythons, targets, type Target } from './targets'

const fine = (part: Finding['part'], what: string): Finding => ({
  part,
  state: 'passed',
  what,
  why: '',
  fix: '',
})

const again =
  'Copy the kit again from where it was made, whole; or make it anew there: "realcave kit FOLDER".'
const makeAgain = 'Make it again with this version of RealCAVE: "realcave kit FOLDER".'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

const sum = (kit: Pick<Kit, 'files'>): number => kit.files.reduce((all, { bytes }) => all + bytes, 0)

type Report = (done: number, total: number) => void

/** Every file's digest; the first few that differ are named. */
const checkFiles = async (kit: Kit, report: Report, signal: AbortSignal): Promise<Finding> => {
  const total = sum(kit)
  const damaged: string[] = []
  let done = 0
  for (const { path: file, sha256 } of kit.files) {
    const found = await digestOf(path.join(kit.folder, ...file.split('/')), signal, (bytes) => {
      done += bytes
      report(done, total)
    })
    if (found !== sha256) damaged.push(file)
  }
  if (damaged.length === 0)
    return fine('files', `All ${kit.files.length} files are as they were made, ${megabytes(total)}.`)
  return {
    part: 'files',
    state: 'failed',
    what: `${damaged.length} of ${kit.files.length} files are not what was made: ${damaged.slice(0, 5).join(', ')}.`,
    why: 'They were changed afterwards, or the copy is damaged.',
    fix: `Changed classroom.json or a lesson on purpose: "realcave kit FOLDER" once more takes it in. Else: ${again}`,
  }
}

const checkSmall = async (kit: Kit, resources: string): Promise<readonly Finding[]> => {
  try {
    const { settings, lessons } = await smallContent(kit, await shippedNames(resources))
    const set = Object.keys(settings).filter((key) => key !== '$schema')
    return [
      fine('settings', set.length === 0 ? 'It sets nothing.' : `It sets: ${set.join(', ')}.`),
      fine(
        'lessons',
        lessons.length === 0
          ? 'None beside the shipped ones.'
          : `${lessons.length} beside the shipped ones: ${lessons.map(({ lesson }) => lesson.id).join(', ')}.`,
      ),
    ]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { what, why, fix } = error.info
    return [{ part: 'settings', state: 'failed', what, why, fix }]
  }
}

/** By what the manifest says, which the digests of the files prove: is it the Python, and are they the wheels, that this program takes? */
const checkTarget = async (kit: Kit, resources: string, target: Target): Promise<Finding | null> => {
  if (filesBelow(kit, pythonFolder(target)).length === 0) return null
  const python = (await readPythons(resources)).targets[target]
  const archive = kit.files.find(({ path: file }) => file === `${pythonFolder(target)}/${python.file}`)
  const wheels = new Set(filesBelow(kit, wheelsFolder(target)).map(({ sha256 }) => sha256))
  const lacking = (await readLock(resources, target)).filter((sha256) => !wheels.has(sha256)).length
  if (archive?.sha256 === python.sha256 && lacking === 0)
    return fine('python', `Python and ${wheels.size} wheels for ${target}.`)
  return {
    part: 'python',
    state: 'failed',
    what: `The Python for ${target} is not the one that this version of RealCAVE takes.`,
    why:
      archive?.sha256 === python.sha256
        ? `${lacking} of its wheels are missing or others.`
        : `${python.file} is missing or another.`,
    fix: makeAgain,
  }
}

const checkPython = async (kit: Kit, resources: string): Promise<readonly Finding[]> => {
  const found = await Promise.all(targets.map((target) => checkTarget(kit, resources, target)))
  const there = found.filter((finding) => finding !== null)
  if (there.length > 0) return there
  return [
    {
      part: 'python',
      state: 'warning',
      what: 'It brings no Python.',
      why: 'Terminal and lessons then need a network, or a Python of the machine and the packages from it.',
      fix: makeAgain,
    },
  ]
}

const checkImages = async (kit: Kit): Promise<Finding> => {
  if (filesBelow(kit, layout.images).length === 0)
    return {
      part: 'images',
      state: 'warning',
      what: 'It brings no images.',
      why: 'Without a network the practice fleet runs, not the genuine one.',
      fix: 'That is as it should be for a class with the practice fleet. Else make it again without --without-images.',
    }
  try {
    const { images } = await readBundle(path.join(kit.folder, layout.images))
    return fine('images', `${images.length} images of the genuine fleet.`)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { what, why, fix } = error.info
    return { part: 'images', state: 'failed', what, why, fix }
  }
}

const checkInstallers = (kit: Kit): readonly Finding[] => {
  const names = filesBelow(kit, layout.installers).map(({ path: file }) => path.posix.basename(file))
  const pythons = targets.filter((target) => filesBelow(kit, pythonFolder(target)).length > 0)
  if (names.length > 0)
    return [
      fine('installer', names.join(', ')),
      // A kit without any Python is told as that.
      ...(pythons.length === 0 ? [] : mismatches(names, pythons)).map((mismatch): Finding => ({
        part: 'installer',
        state: 'warning',
        ...mismatch,
      })),
    ]
  return [
    {
      part: 'installer',
      state: 'warning',
      what: 'It brings no installer.',
      why: 'None was given when it was made.',
      fix: 'Make it once more with "--installer FILE"; or install RealCAVE by other means, then "realcave kit use FOLDER" on each laptop.',
    },
  ]
}

/** Looks at all of a kit. Fails with NOT_FOUND or KIT_INVALID where it is none, or not a whole one. */
export const checkKit = async (
  folder: string,
  { resources, version }: { readonly resources: string; readonly version: string },
  report: Report,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  const kit = await readKit(folder)
  const other: readonly Finding[] =
    kit.product === version
      ? []
      : [
          {
            part: 'files',
            state: 'warning',
            what: `It was made by RealCAVE ${kit.product}; this is ${version}.`,
            why: 'Its parts are checked against what this version takes.',
            fix: 'If a check below fails: use the installer in the kit, or make the kit again with this version.',
          },
        ]
  return [
    ...other,
    await checkFiles(kit, report, signal),
    ...(await checkStrangers(kit)),
    ...(await checkSmall(kit, resources)),
    ...(await checkPython(kit, resources)),
    await checkImages(kit),
    ...checkInstallers(kit),
  ]
}
