import type { ImagesDownload } from '../../shared/domain/images'
import { bytes } from '../components/format'
import { StateIcon, type Tone } from '../components/state-mark'
import { sumOf } from './download-state'
import { fleetTexts } from './texts'

const texts = fleetTexts.genuine

type Image = ImagesDownload['images'][number]

const tones: Readonly<Record<Image['state'], Tone>> = { waiting: 'idle', loading: 'busy', ready: 'ok' }

const sizeOf = ({ state, done, total }: Image): string => {
  if (state === 'loading') return total === null ? bytes(done) : texts.loaded(bytes(done), bytes(total))
  return total === null ? '' : bytes(total)
}

/** The download in all, and image by image. */
export const DownloadProgress = ({ download }: { readonly download: ImagesDownload }) => {
  const { done, total } = sumOf(download)
  return (
    <div className="download">
      <div className="download-all">
        <progress
          className="download-bar"
          max={1}
          value={total === 0 ? 0 : done / total}
          aria-label={texts.loading}
        />
        <span className="tabular">{texts.loaded(bytes(done), bytes(total))}</span>
      </div>
      <ul className="download-images" aria-label={texts.loading}>
        {download.images.map((image) => (
          <li key={image.name}>
            <StateIcon tone={tones[image.state]} />
            <span className="mono truncate" title={image.name}>
              {image.name}
            </span>
            <span className="mute truncate">{image.detail}</span>
            <span className="mute tabular">{sizeOf(image)}</span>
            <span className="mute">{texts.imageWords[image.state]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
