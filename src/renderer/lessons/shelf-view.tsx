import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import { Panel, View } from '../components/panel'
import { AddedPaths } from './added-paths'
import { ShelfCard } from './shelf-card'
import { lessonTexts as texts } from './texts'
import './shelf-view.css'

/** All lessons to choose from. */
export const ShelfView = ({ shelf }: { readonly shelf: LessonShelf }) => {
  const of = (source: 'shipped' | 'own') => shelf.lessons.filter((found) => found.source === source)
  const own = of('own')
  return (
    <View title={texts.title} about={texts.about}>
      <ul className="shelf" aria-label={texts.shipped}>
        {of('shipped').map((found) => (
          <ShelfCard key={found.key} found={found} />
        ))}
      </ul>
      <Panel label={texts.own} title={texts.own} className="shelf-own">
        {own.length > 0 && (
          <ul className="shelf" aria-label={texts.own}>
            {own.map((found) => (
              <ShelfCard key={found.key} found={found} />
            ))}
          </ul>
        )}
        <AddedPaths shelf={shelf} />
      </Panel>
    </View>
  )
}
