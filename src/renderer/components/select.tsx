import { Select as Base } from '@base-ui/react/select'
import type { Ref } from 'react'
import { Check, ChevronsUpDown } from 'lucide-react'
import { partTexts as texts } from './texts'
import './select.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string
}

interface SelectProps<T extends string> {
  /** The accessible name. */
  readonly label: string
  readonly value: T | null
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
  readonly mono?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export const Select = <T extends string>({ ref, ...props }: SelectProps<T>) => (
  <Base.Root
    items={props.choices}
    value={props.value}
    disabled={props.disabled ?? false}
    onValueChange={(value) => (value === null ? undefined : props.onChange(value))}
  >
    <Base.Trigger
      ref={ref}
      className={`select${props.mono === true ? ' mono' : ''}`}
      aria-label={props.label}
    >
      <Base.Value className="truncate" placeholder={props.placeholder ?? texts.choose} />
      <Base.Icon className="select-icon">
        <ChevronsUpDown aria-hidden />
      </Base.Icon>
    </Base.Trigger>
    <Base.Portal>
      <Base.Positioner className="select-place" sideOffset={4} alignItemWithTrigger={false}>
        <Base.Popup className="pop select-pop">
          <Base.List>
            {props.choices.map((choice) => (
              <Base.Item key={choice.value} value={choice.value} className="select-item">
                <Base.ItemIndicator className="select-check">
                  <Check aria-hidden />
                </Base.ItemIndicator>
                <Base.ItemText className={props.mono === true ? 'mono' : undefined}>
                  {choice.label}
                </Base.ItemText>
                {choice.hint !== undefined && <span className="select-hint tabular">{choice.hint}</span>}
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
