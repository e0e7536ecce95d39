import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import './segmented.css'

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly label: string; readonly hint?: string }[]
  readonly disabled?: boolean
  readonly onChange: (value: T) => void
}

/** One of a few, all in view. */
export const Segmented = <T extends string>({
  label,
  value,
  choices,
  disabled = false,
  onChange,
}: SegmentedProps<T>) => (
  <ToggleGroup
    aria-label={label}
    className="segmented"
    disabled={disabled}
    value={[value]}
    onValueChange={(next) => {
      const chosen = choices.find((choice) => choice.value === next[0])
      if (chosen !== undefined) onChange(chosen.value)
    }}
  >
    {choices.map((choice) => (
      <Toggle key={choice.value} value={choice.value} className="segmented-item" title={choice.hint}>
        {choice.label}
      </Toggle>
    ))}
  </ToggleGroup>
)
