import { Fragment } from 'react'
import { keyNames } from './key-names'
import { isMac } from './strokes'
import { shortcutTexts as texts } from './texts'
import './keys.css'

/** Keys as they stand on a keyboard. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <span className="keys">
    {keyNames(keys, isMac()).map((names, stroke) => (
      <Fragment key={names.join('+')}>
        {stroke > 0 && <span className="keys-then">{texts.after}</span>}
        {names.map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
      </Fragment>
    ))}
  </span>
)
