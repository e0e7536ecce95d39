const axes = ['x', 'y', 'z'] as const

interface PointInputsProps {
  /** Of the first one, which the field's label names. */
  readonly id: string
  readonly label: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  /** Where an empty one says its axis itself. */
  readonly placeholders?: boolean
  readonly values: readonly string[]
  readonly onChange: (values: readonly [x: string, y: string, z: string]) => void
  /** The keyboard has left all three. */
  readonly onLeave?: () => void
}

/** Three numbers that belong together, an axis each. */
export const PointInputs = (props: PointInputsProps) => {
  const [x = '', y = '', z = ''] = props.values
  const change = (place: number, text: string): void =>
    props.onChange([place === 0 ? text : x, place === 1 ? text : y, place === 2 ? text : z])
  return (
    <div
      className="form-point"
      onBlur={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget) ? undefined : props.onLeave?.()
      }
    >
      {axes.map((axis, place) => (
        <input
          key={axis}
          id={place === 0 ? props.id : undefined}
          className="input mono"
          inputMode="decimal"
          aria-label={`${props.label} ${axis}`}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid}
          placeholder={props.placeholders === true ? axis : undefined}
          value={[x, y, z][place]}
          onChange={(event) => change(place, event.target.value)}
        />
      ))}
    </div>
  )
}
