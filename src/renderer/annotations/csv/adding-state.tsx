import { Copy } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../components/button'
import { copyText } from '../../components/copy'
import { FailureNotice, Notice } from '../../components/notice'
import { annotationTexts } from '../texts'
import { idRanges } from './id-ranges'
import type { Adding } from './use-adding'

const texts = annotationTexts.addCsv

type Ended = Extract<Adding, { readonly state: 'ended' }>

const outcome = ({ ids, unsure, error }: Ended, all: number): string => {
  if (unsure !== null) return texts.unsure(ids.length, unsure.first, unsure.last)
  if (error !== null) return texts.failed(ids.length, all)
  return ids.length < all ? texts.stopped(ids.length, all) : texts.done(ids.length)
}

/** How far it is. */
export const AddingProgress = ({ done, all }: { readonly done: number; readonly all: number }) => (
  <div className="csv-progress">
    <progress max={all} value={done} aria-label={texts.adding(done, all)} />
    <p className="tabular" role="status">
      {texts.adding(done, all)}
    </p>
  </div>
)

/** What was added, be it all, some or none. */
export const AddingEnd = ({ ended, all }: { readonly ended: Ended; readonly all: number }) => {
  const copy = useRef<HTMLButtonElement>(null)
  useEffect(() => copy.current?.focus(), [])
  const ids = idRanges(ended.ids)
  return (
    <>
      {ended.error !== null && <FailureNotice error={ended.error} />}
      <Notice tone={ended.error === null && ended.ids.length === all ? 'ok' : 'warn'}>
        <p>
          <strong>{outcome(ended, all)}</strong>
        </p>
        {ids !== '' && (
          <>
            <p>
              {texts.ids}: <span className="mono">{ids}</span>
            </p>
            <div className="notice-actions">
              <Button ref={copy} icon={Copy} onClick={() => void copyText(ended.ids.join('\n'), texts.ids)}>
                {texts.copyIds}
              </Button>
            </div>
          </>
        )}
      </Notice>
    </>
  )
}
