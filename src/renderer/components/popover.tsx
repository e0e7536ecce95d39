import { Popover as Base } from '@base-ui/react/popover'
import { useState, type ReactElement, type ReactNode } from 'react'
import { CloseDialog } from './dialog-close'
import './select.css'
import './popover.css'

interface PopoverProps {
  readonly title: string
  /** The button that opens it. */
  readonly trigger: ReactElement
  /** The edge of the button that it keeps to. */
  readonly side?: 'start' | 'end'
  readonly children: ReactNode
}

/** Something more about a button, beside it. Escape and a click elsewhere leave it. */
export const Popover = ({ title, trigger, side = 'end', children }: PopoverProps) => {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="select-place" sideOffset={6} align={side} collisionPadding={8}>
          <Base.Popup className="pop popover">
            <Base.Title className="popover-title">{title}</Base.Title>
            <CloseDialog value={() => setOpen(false)}>{children}</CloseDialog>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
