import { Presentation } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Empty } from '../components/notice'
import { openSpeakerEnd, type Snapshot, type ToStage } from './link'
import { Speaker } from './speaker'
import { holdSpeaker, stageGone } from './stage-lock'
import { speakerTexts as texts } from './texts'
import './speaker.css'

/** Follows the stage: what is on it, and that there is none any more. */
export const SpeakerPage = () => {
  const [now, setNow] = useState<Snapshot | null>(null)
  const end = useRef<ReturnType<typeof openSpeakerEnd> | null>(null)
  const there = now !== null

  useEffect(() => {
    document.title = texts.title
    const here = new AbortController()
    const opened = openSpeakerEnd((message) => {
      if (message.kind !== 'come') setNow(message.kind === 'now' ? message.now : null)
      // Where one was left, another may have taken its place: it answers.
      if (message.kind !== 'now') opened.say({ kind: 'hello' })
    })
    end.current = opened
    opened.say({ kind: 'hello' })
    // Once more: a stage that heard of it before it could see the lock took it for gone.
    void holdSpeaker(here.signal, () => opened.say({ kind: 'hello' }))
    return () => {
      here.abort()
      opened.close()
    }
  }, [])
  useEffect(() => {
    if (!there) return undefined
    const controller = new AbortController()
    // It may end without a word.
    stageGone(controller.signal)
      .then(() => setNow(null))
      .catch(() => undefined)
    return () => controller.abort()
  }, [there])

  const say = (message: ToStage): void => end.current?.say(message)
  if (now === null)
    return (
      <main className="speaker-empty" aria-label={texts.title}>
        <Empty icon={Presentation} title={texts.waiting}>
          {texts.waitingAbout}
        </Empty>
      </main>
    )
  return <Speaker now={now} say={say} />
}
