import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import { Button, IconButton } from '../components/button'
import { FailureNotice } from '../components/notice'
import { toastFailure } from '../components/toast'
import { useCall } from '../core/use-call'
import { lessonTexts as texts } from './texts'

/** Where own lessons come from: the home's folder, and files and folders that were added. */
export const AddedPaths = ({ shelf }: { readonly shelf: LessonShelf }) => {
  const id = useId()
  const [path, setPath] = useState('')
  const add = useCall('lessons.add', { done: () => setPath('') })
  const remove = useCall('lessons.remove', { failed: toastFailure })
  return (
    <div className="shelf-added">
      <p className="mute">
        {texts.ownAbout(shelf.folder)} {texts.guide}
      </p>
      <form
        className="shelf-add"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') add.run({ path: path.trim() })
        }}
      >
        <label htmlFor={id}>{texts.addLabel}</label>
        <input
          id={id}
          type="text"
          className="input"
          spellCheck={false}
          placeholder={texts.addHint}
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button submits icon={Plus} pending={add.pending} disabled={path.trim() === ''}>
          {texts.add}
        </Button>
      </form>
      {add.error !== null && <FailureNotice error={add.error} />}
      {shelf.added.length > 0 && (
        <ul className="shelf-paths" aria-label={texts.added}>
          {shelf.added.map(({ path: known, error }) => (
            <li key={known}>
              <code className="truncate" title={known}>
                {known}
              </code>
              {error !== null && <span className="shelf-missing">{error.why}</span>}
              <IconButton label={texts.remove(known)} icon={X} onClick={() => remove.run({ path: known })} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
