import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { BundlePreview } from '../../shared/domain/diagnostics'
import { Failure } from '../../shared/errors'
import type { Home } from '../home/home'
import { collectDiagnostics, type BundleFile, type Sources } from './diagnostics'
import { saveInHome } from './save-bundle'

/** Bundles that are looked at before they are saved: what is saved is what was seen. */
export interface Previews {
  /** Tells it once, and keeps it until the signal comes. */
  open(signal: AbortSignal): AsyncIterable<BundlePreview>
  text(id: string, path: string): string
  save(id: string): Promise<{ readonly file: string; readonly bytes: number }>
}

const gone = (): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: 'This preview is not there any more.',
    why: 'It was closed, or the core has begun anew since.',
    fix: 'Make another one.',
  })

export const openPreviews = (sources: Sources, home: () => Home): Previews => {
  const kept = new Map<string, readonly BundleFile[]>()
  const the = (id: string): readonly BundleFile[] => {
    const files = kept.get(id)
    if (files === undefined) throw gone()
    return files
  }
  return {
    async *open(signal) {
      const files = await collectDiagnostics(sources, signal)
      const id = randomUUID()
      kept.set(id, files)
      try {
        yield {
          id,
          files: files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) })),
        }
        if (!signal.aborted) await once(signal, 'abort')
      } finally {
        kept.delete(id)
      }
    },
    text: (id, path) => {
      const file = the(id).find((each) => each.path === path)
      if (file === undefined) throw gone()
      return file.content
    },
    save: (id) => saveInHome(home(), the(id)),
  }
}
