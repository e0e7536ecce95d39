import { ArrowLeft, ArrowRight, Eye, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button, IconButton } from '../components/button'
import { toast } from '../components/toast'
import type { ViewName } from '../views/route'
import { texts as shellTexts } from '../texts'
import { tourTexts as texts, type TourStop } from './texts'
import { endTour, tourTo, useTour } from './tour-state'
import './tour-card.css'

const finish = (): void => {
  endTour()
  toast({ tone: 'ok', title: texts.done, detail: texts.doneDetail })
}

interface CardProps {
  readonly view: ViewName
  readonly stop: number
  readonly told: TourStop
}

/** A stop of the tour, below the view that it tells of: what this is, and the one thing to look at. It covers nothing and points nowhere. */
const Card = ({ view, stop, told }: CardProps) => {
  const card = useRef<HTMLElement>(null)
  const last = stop === texts.stops.length - 1
  const next = (): void => (last ? finish() : tourTo(stop + 1))
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: next,
    ArrowLeft: () => (stop > 0 ? tourTo(stop - 1) : undefined),
    Escape: endTour,
  }
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    // Whoever began the tour goes on with Enter. The keys are the card's: elsewhere they keep their meaning.
    const { current } = card
    current?.querySelector<HTMLElement>('.button-primary')?.focus()
    const listen = (event: KeyboardEvent): void => press(event)
    current?.addEventListener('keydown', listen)
    return () => current?.removeEventListener('keydown', listen)
  }, [])
  const { brings } = told
  useEffect(() => {
    if (brings !== undefined && view === told.view) document.querySelector(brings)?.scrollIntoView()
  }, [view, told, brings])
  const name = shellTexts.views[told.view]
  return (
    <section ref={card} className="tour" aria-label={texts.label}>
      <div className="tour-text" aria-live="polite">
        <p className="tour-title">
          <strong>{name}</strong>
          <span className="mute tabular">{texts.place(stop + 1, texts.stops.length)}</span>
        </p>
        <p>{told.tells}</p>
        <p className="tour-look">
          <Eye aria-hidden />
          {told.look}
        </p>
      </div>
      <div className="tour-actions" title={texts.keys}>
        {view !== told.view && <Button onClick={() => tourTo(stop)}>{texts.show(name)}</Button>}
        <Button icon={ArrowLeft} disabled={stop === 0} onClick={() => tourTo(stop - 1)}>
          {texts.back}
        </Button>
        <Button look="primary" icon={ArrowRight} onClick={next}>
          {last ? texts.finish : texts.next}
        </Button>
        <IconButton label={texts.end} icon={X} onClick={endTour} />
      </div>
    </section>
  )
}

/** The tour, wherever it is; nothing while none goes on. */
export const TourCard = ({ view }: { readonly view: ViewName }) => {
  const stop = useTour((tour) => tour.stop)
  const told = stop === null ? undefined : texts.stops[stop]
  return stop === null || told === undefined ? null : <Card view={view} stop={stop} told={told} />
}
