import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Button } from './button'
import { partTexts as texts } from './texts'
import { CloseDialog } from './dialog-close'
import './choice.css'
import './dialog.css'

interface DialogProps {
  readonly open: boolean
  readonly title: string
  readonly about?: ReactNode
  readonly size?: 'usual' | 'wide' | 'large'
  /** It is read rather than filled in: the keyboard scrolls it. */
  readonly reads?: boolean
  readonly onClose: () => void
  /** It has gone, and the keyboard is back where it came from. */
  readonly onGone?: () => void
  /** Where the keyboard goes instead of back, if anywhere. */
  readonly nextFocus?: () => HTMLElement | null
  readonly children?: ReactNode
  /** The verbs; Cancel stands before them. */
  readonly actions: ReactNode
  readonly cancel?: string | undefined
}

/** A question in front of the panel. Focus stays inside, Escape leaves it, focus returns to where it came from. */
export const Dialog = (props: DialogProps) => (
  <Base.Root
    open={props.open}
    onOpenChange={(open) => (open ? undefined : props.onClose())}
    onOpenChangeComplete={(open) => (open ? undefined : props.onGone?.())}
  >
    <Base.Portal>
      <Base.Backdrop className="dialog-veil" />
      <Base.Popup className={`dialog dialog-${props.size ?? 'usual'}`} finalFocus={props.nextFocus}>
        <header className="dialog-head">
          <Base.Title>{props.title}</Base.Title>
          {props.about !== undefined && <Base.Description className="mute">{props.about}</Base.Description>}
        </header>
        <CloseDialog value={props.onClose}>
          {props.reads === true ? (
            <div className="dialog-body" role="region" aria-label={props.title} tabIndex={0}>
              {props.children}
            </div>
          ) : (
            <div className="dialog-body">{props.children}</div>
          )}
        </CloseDialog>
        <footer className="dialog-foot">
          <Base.Close render={<Button>{props.cancel ?? texts.cancel}</Button>} />
          {props.actions}
        </footer>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)
