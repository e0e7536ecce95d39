import type { ReactNode } from 'react'

interface SettingProps {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}

/** What is set, and what sets it. */
export const Setting = ({ label, hint, children }: SettingProps) => (
  <div className="setting">
    <div className="setting-words">
      <strong>{label}</strong>
      {hint !== undefined && <p className="mute">{hint}</p>}
    </div>
    {children}
  </div>
)

interface SwitchProps {
  readonly label: string
  readonly hint: string
  readonly on: boolean
  readonly disabled?: boolean
  readonly onChange: (on: boolean) => void
}

export const SwitchSetting = ({ label, hint, on, disabled = false, onChange }: SwitchProps) => (
  <label className="choice">
    <input
      type="checkbox"
      checked={on}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    <span>
      <strong>{label}</strong>
      <span className="mute">{hint}</span>
    </span>
  </label>
)
