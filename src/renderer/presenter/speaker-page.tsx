import { Presentation } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Empty } from '../components/notice'
import { openSpeakerEnd, type Snapshot, type ToStage } from './link'
import { Speaker } from './speaker'
import { stageGone } from './stage-lock'
import { speakerTexts as texts } from './texts'
import './speaker.css'

/** Follows the stage: what is on it, and that there is none any more. */
export const SpeakerPage = () => {
  const [now, setNow] = useState<Snapshot | null>(null)
  const end = useRef<ReturnType<typeof openSpeakerEnd> | null>(null)
  const there = now !== null

  useEffect(() => {
    document.title = texts.title
    const opened = openSpeakerEnd((message) => {
      setNow(message.kind === 'now' ? message.now : null)
    })
    end.current = opened
    opened.say({ kind: 'hello' })
    const bye = (): void => opened.say({ kind: 'bye' })
    addEventListener('pagehide', bye)
    return () => {
      removeEventListener('pagehide', bye)
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
