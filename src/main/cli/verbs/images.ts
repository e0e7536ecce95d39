import { join, resolve } from 'node:path'
import type { ImagesDownload } from '../../../shared/domain/images'
import { Failure, cancelled } from '../../../shared/errors'
import { manifestName } from '../../engine/bundle-manifest'
import type { ImageLibrary } from '../../fleet/images/image-library'
import { layout } from '../../kit/kit-layout'
import { progressLine } from '../progress-line'
import type { Session, Verb } from '../session'
import { withEngine } from '../with-engine'
import { exists } from '../../machine/exists'

const megabytes = (bytes: number): string => `${String(Math.round(bytes / 1e6))} MB`

const figures = (done: number, total: number | null): string =>
  total === null ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`

/** The state in which a download has ended; what it does until then is told. */
const followDownload = async (session: Session, library: ImageLibrary): Promise<ImagesDownload> => {
  const { output, signal } = session
  const show = progressLine(session.io)
  const ready = new Set<string>()
  for await (const download of library.watch(signal)) {
    for (const { name, state, done } of download.images) {
      if (state !== 'ready' || ready.has(name)) continue
      ready.add(name)
      output.event({ type: 'image', name, bytes: done })
    }
    const loading = download.images.find(({ state }) => state === 'loading')
    if (loading !== undefined) {
      const place = `${String(ready.size + 1)}/${String(download.images.length)}`
      show(`${place} ${loading.name}`, `${figures(loading.done, loading.total)} ${loading.detail}`)
    }
    if (download.state !== 'running') return download
  }
  throw cancelled('The download was not finished.')
}

export const pullImages = async (session: Session): Verb => {
  const library = await (await session.core()).images()
  const { images, download, note } = await withEngine(session, async () => {
    const status = await library.status(session.signal)
    if (status.trouble !== null) throw new Failure(status.trouble)
    return status
  })
  const missing = images.filter(({ here }) => !here).map(({ name }) => name)
  if (note !== '') session.output.note(note)
  if (download > 0) session.output.note(`About ${megabytes(download)} will be downloaded.`)
  await library.get(session.signal)
  const ended = await followDownload(session, library)
  if (ended.error !== null) throw new Failure(ended.error)
  session.output.result(
    { type: 'images', pulled: missing },
    missing.length === 0
      ? 'All images of the genuine fleet were here already.'
      : 'All images of the genuine fleet are here.',
  )
  return undefined
}

export const saveImages = async (session: Session, named: string, every: boolean): Verb => {
  const bundle = resolve(named)
  const show = progressLine(session.io)
  const library = await (await session.core()).images()
  const images = await withEngine(session, () =>
    library.save(
      bundle,
      every,
      ({ done, total, detail }) => show(detail, figures(done, total)),
      session.signal,
    ),
  )
  session.output.result(
    { type: 'images-saved', bundle, images },
    `Saved ${String(images.length)} images in ${bundle}`,
  )
  return undefined
}

/** The bundle that is meant: a kit has its own in a folder. */
const bundleAt = async (named: string): Promise<string> => {
  const folder = resolve(named)
  const inKit = join(folder, layout.images)
  const isKit = (await exists(join(folder, layout.manifest))) && (await exists(join(inKit, manifestName)))
  return isKit ? inKit : folder
}

export const loadImages = async (session: Session, named: string): Verb => {
  const bundle = await bundleAt(named)
  const show = progressLine(session.io)
  const library = await (await session.core()).images()
  const images = await withEngine(session, () =>
    library.load(bundle, ({ done, total, detail }) => show(detail, figures(done, total)), session.signal),
  )
  session.output.result(
    { type: 'images-loaded', bundle, images },
    `Loaded ${String(images.length)} images. "realcave up --fleet genuine" needs no network now.`,
  )
  return undefined
}
