import { BookX } from 'lucide-react'
import { useState } from 'react'
import type { LessonShelf, ShelfLesson } from '../../shared/domain/lesson-shelf'
import { Empty, FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { toast } from '../components/toast'
import { useStream } from '../core/use-stream'
import { useAsked } from '../views/asked'
import { routeHash } from '../views/route'
import { LessonPage } from './lesson-page'
import { ShelfCard } from './shelf-card'
import { ShelfView } from './shelf-view'
import { lessonTexts as texts } from './texts'

/** One that is gone, or whose file has an error. */
const NotReadable = ({ found }: { readonly found: ShelfLesson | undefined }) => {
  useAsked('present', () => {
    const detail = found === undefined ? texts.goneAbout : texts.fileFaulty
    toast({ tone: 'bad', title: texts.cannotPresent, detail })
  })
  return (
    <View
      title={texts.title}
      about={texts.about}
      actions={
        <a className="button button-plain" href={routeHash('lessons')}>
          {texts.all}
        </a>
      }
    >
      {found === undefined ? (
        <Empty icon={BookX} title={texts.gone}>
          {texts.goneAbout}
        </Empty>
      ) : (
        <ul className="shelf">
          <ShelfCard found={found} />
        </ul>
      )}
    </View>
  )
}

const Chosen = ({ shelf, subject }: { readonly shelf: LessonShelf; readonly subject: string }) => {
  const found = shelf.lessons.find(({ key }) => key === subject)
  if (found?.lesson) return <LessonPage key={subject} lessonKey={subject} lesson={found.lesson} />
  return <NotReadable found={found} />
}

/** Lessons to choose from; `subject` is the key of the one that is open. Files are followed as they change. */
export const LessonsView = ({ subject }: { readonly subject: string }) => {
  const [shelf, setShelf] = useState<LessonShelf | null>(null)
  const { error } = useStream('lessons.watch', undefined, setShelf)
  if (shelf === null)
    return (
      <View title={texts.title} about={texts.about}>
        {error === null ? <Skeleton lines={6} label={texts.reading} /> : <FailureNotice error={error} />}
      </View>
    )
  return subject === '' ? <ShelfView shelf={shelf} /> : <Chosen shelf={shelf} subject={subject} />
}
