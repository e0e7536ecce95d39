import { resolve } from 'node:path'
import { Failure } from '../../../shared/errors'
import { readClassroom, removeClassroom } from '../../home/classroom-file'
import { openHome } from '../../home/home'
import { checkKit } from '../../kit/check-kit'
import type { Finding } from '../../kit/finding'
import { pythonOfKit } from '../../kit/kit-python-part'
import { bundleOf, openKit, takeIn, type Opened } from '../../kit/use-kit'
import { exitStatus } from '../exit-status'
import { plain } from '../plain-text'
import { progressLine } from '../progress-line'
import type { Session, Verb } from '../session'
import { withEngine } from '../with-engine'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

const marks = { passed: '✓', warning: '!', failed: '✗' } as const

const findingText = ({ part, state, what, why, fix }: Finding): string =>
  [`${marks[state]} ${part}: ${what}`, ...(state === 'passed' ? [] : [`    Why: ${why}`, `    Fix: ${fix}`])]
    .map(plain)
    .join('\n')

export const checkKitIn = async (session: Session, folder: string): Verb => {
  const { program, output, signal } = session
  const show = progressLine(session.io)
  const findings = await checkKit(
    resolve(folder),
    program,
    (done, total) => show('Reading the kit,', `${megabytes(done)} of ${megabytes(total)}`),
    signal,
  )
  for (const finding of findings) output.result({ type: 'finding', ...finding }, findingText(finding))
  const failed = findings.filter(({ state }) => state === 'failed').length
  output.note(failed === 0 ? 'The kit is whole.' : `${failed} failed: do not use this kit.`)
  return failed === 0 ? exitStatus.done : exitStatus.failed
}

type Images = 'none' | 'here' | 'loaded' | 'left'

/** Where no engine can be used, or has no room, the practice fleet serves, unless the class is to use the genuine one. */
const loadImages = async (session: Session, { kit, classroom }: Opened): Promise<Images> => {
  const bundle = bundleOf(kit)
  if (bundle === null) return 'none'
  const library = await (await session.core()).images()
  const show = progressLine(session.io)
  try {
    return await withEngine(session, async () => {
      const { trouble, images } = await library.status(session.signal)
      if (trouble !== null) throw new Failure(trouble)
      if (images.every(({ here }) => here)) return 'here'
      await library.load(
        bundle,
        ({ done, total, detail }) => show(`Images, ${detail}`, `${megabytes(done)} of ${megabytes(total)}`),
        session.signal,
      )
      return 'loaded'
    })
  } catch (error) {
    const gone =
      error instanceof Failure && /^(?:ENGINE_|COMPOSE_|FLEET_UNAVAILABLE|DISK_FULL)/.test(error.info.code)
    if (!gone || classroom.settings.fleet === 'genuine') throw error
    const { what, why, fix } = error.info
    session.output.note(
      `The images were not loaded: ${plain(`${what} ${why}`)} The practice fleet serves without. For the genuine one: ${plain(fix)} Then run this again.`,
    )
    return 'left'
  }
}

const preparePython = async (session: Session, { kit }: Opened): Promise<string | null> => {
  if ((await pythonOfKit(kit, session.program.resources)) === null) {
    session.output.note(
      'The kit brings no Python for this machine: the terminal makes its own at its first use.',
    )
    return null
  }
  const core = await session.core()
  let told = ''
  await (
    await core.lessons()
  ).prepare(({ state, detail }) => {
    if (state !== 'preparing' || detail === told) return
    told = detail
    session.output.note(`Python: ${plain(detail)}`)
  }, session.signal)
  return (await (await core.terminal())['terminal.prepare'](undefined, session.signal)).detail
}

const shownImages: Readonly<Record<Images, string>> = {
  none: 'none in the kit',
  here: 'were here already',
  loaded: 'loaded',
  left: 'not loaded, see above',
}

/** Sets this home up from a kit. What is there already stays; interrupted, it is simply done again. */
export const useKit = async (session: Session, folder: string): Verb => {
  const { program, output, signal } = session
  const opened = await openKit(folder, program.resources)
  const { kit, classroom, lessons } = opened
  const core = await session.core()
  const { port, project } = core.place()
  const { settings } = classroom
  // What runs at another place is stopped, its data kept, while it can still be found there.
  const wanted = { port: settings.port ?? port, project: settings.project ?? project }
  const stopped = await core.choosePlace(wanted, signal)
  if (stopped !== null)
    output.note(
      `The ${stopped} fleet at port ${port} was stopped, its data kept: the kit sets ${wanted.port === port ? `the project ${wanted.project}` : `port ${wanted.port}`}. "realcave up" starts it there.`,
    )
  await takeIn((await session.home()).folder, opened)
  const set = Object.keys(settings).filter((key) => key !== '$schema' && key !== 'title')
  output.note(`Settings of the kit hold from now on: ${set.length === 0 ? 'none' : set.join(', ')}.`)
  const python = await preparePython(session, opened)
  const images = await loadImages(session, opened)
  output.result(
    {
      type: 'kit-used',
      folder: kit.folder,
      kit: kit.id,
      set,
      lessons: lessons.length,
      python,
      images,
      stopped,
    },
    [
      `RealCAVE is set up from ${kit.folder}.`,
      `  lessons  ${lessons.length} of the kit`,
      `  Python   ${python ?? 'none in the kit'}`,
      `  images   ${shownImages[images]}`,
    ].join('\n'),
  )
  return undefined
}

/** The settings are the user's again. What was installed stays: Python, images, the port that is in use. */
export const leaveKit = async (session: Session): Verb => {
  const { options, output } = session
  const home = await openHome({ folder: options.home, warn: (warning) => output.warning(warning) })
  const before = await readClassroom(home.folder).catch(() => undefined)
  await removeClassroom(home.folder)
  await home.change({ kitLeft: true })
  output.result(
    { type: 'kit-left', left: before !== null },
    before === null ? 'No kit was in use here.' : 'The kit is no longer in use: every setting is free again.',
  )
  return undefined
}
