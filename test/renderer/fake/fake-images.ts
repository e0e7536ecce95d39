import type { ImagesDownload, ImagesStatus } from '../../../src/shared/domain/images'
import { ago } from './fake-fleet'

const images = [
  ['caveconnectome/annotationengine:v4.35.0', 200_000_000],
  ['caveconnectome/materializationengine:v5.26.4', 740_000_000],
  ['caveconnectome/pychunkedgraph:v2.21.1', 640_000_000],
  ['redis:7.2-alpine', 20_000_000],
] as const

const idle: ImagesDownload = { state: 'idle', images: [], startedAt: null, error: null }

/** Images that arrive a tenth at a time. */
export class FakeImages {
  #here = false
  #download = idle
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #watchers = new Set<(download: ImagesDownload) => void>()
  readonly #trouble: () => ImagesStatus['trouble']

  constructor(trouble: () => ImagesStatus['trouble'] = () => null) {
    this.#trouble = trouble
  }

  status(): ImagesStatus {
    const download = this.#here ? 0 : 1_600_000_000
    const trouble = this.#trouble()
    return {
      trouble,
      images: trouble === null ? images.map(([name, size]) => ({ name, size, here: this.#here })) : [],
      download,
      disk: download * 2.7,
      note: '',
    }
  }

  get(): void {
    let tenths = 0
    const show = (): void => {
      this.#set({
        ...idle,
        state: tenths < 10 ? 'running' : 'done',
        startedAt: ago(1),
        images: images.map(([name, total], index) => ({
          name,
          total,
          state: tenths >= 10 || index === 0 ? 'ready' : index === 1 ? 'loading' : 'waiting',
          done: tenths >= 10 || index === 0 ? total : index === 1 ? (total * tenths) / 10 : 0,
          detail: index === 1 && tenths < 10 ? '5 of 12 layers ready' : '',
        })),
      })
    }
    show()
    this.#timer = setInterval(() => {
      tenths += 1
      this.#here = tenths >= 10
      if (this.#here) clearInterval(this.#timer)
      show()
    }, 60)
  }

  cancel(): void {
    clearInterval(this.#timer)
    this.#set({ ...this.#download, state: 'cancelled' })
  }

  watch(watcher: (download: ImagesDownload) => void): () => void {
    this.#watchers.add(watcher)
    watcher(this.#download)
    return () => this.#watchers.delete(watcher)
  }

  #set(download: ImagesDownload): void {
    this.#download = download
    for (const watcher of this.#watchers) watcher(download)
  }
}
