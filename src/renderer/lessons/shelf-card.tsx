import { Server } from 'lucide-react'
import type { ShelfLesson } from '../../shared/domain/lesson-shelf'
import { FailureNotice } from '../components/notice'
import { routeHash } from '../views/route'
import { lessonTexts as texts } from './texts'

/** One lesson to choose; one whose file cannot be used says why, with line and column. */
export const ShelfCard = ({ found }: { readonly found: ShelfLesson }) => {
  const { lesson, error, key, source, file } = found
  if (lesson === null)
    return <li className="shelf-broken">{error !== null && <FailureNotice error={error} tone="warn" />}</li>
  const [only] = lesson.fleets
  return (
    <li>
      <a className="shelf-card" href={routeHash('lessons', key)}>
        <strong>{lesson.title}</strong>
        <span className="shelf-about">{lesson.about}</span>
        <span className="shelf-facts">
          <span className="tabular">{texts.steps(lesson.steps.length)}</span>
          {lesson.fleets.length === 1 && only !== undefined && (
            <span className={`shelf-fleet shelf-${only}`}>
              <Server aria-hidden />
              {texts.only(only)}
            </span>
          )}
          {source === 'own' && <code className="truncate">{file}</code>}
        </span>
      </a>
    </li>
  )
}
