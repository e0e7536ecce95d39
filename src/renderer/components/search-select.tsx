import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, Search } from 'lucide-react'
import { partTexts as texts } from './texts'
import './select.css'
import './search-select.css'

interface SearchSelectProps {
  /** The accessible name. */
  readonly label: string
  readonly value: string | null
  readonly choices: readonly string[]
  readonly search: string
  readonly onChange: (value: string) => void
}

/** One of many, found by what is typed; such lists are of names in code. */
export const SearchSelect = ({ label, value, choices, search, onChange }: SearchSelectProps) => (
  <Base.Root
    items={choices}
    value={value}
    autoHighlight
    onValueChange={(chosen) => (chosen === null ? undefined : onChange(chosen))}
  >
    <Base.Trigger className="select mono" aria-label={label}>
      <span className="truncate">
        <Base.Value placeholder={texts.choose} />
      </span>
      <Base.Icon className="select-icon">
        <ChevronsUpDown aria-hidden />
      </Base.Icon>
    </Base.Trigger>
    <Base.Portal>
      <Base.Positioner className="select-place" align="start" sideOffset={4}>
        <Base.Popup className="pop select-pop select-pop-search" aria-label={label}>
          <div className="select-search">
            <Search aria-hidden />
            <Base.Input
              className="search-input"
              aria-label={search}
              placeholder={search}
              spellCheck={false}
            />
          </div>
          <Base.Empty className="select-none mute">{texts.noneFound}</Base.Empty>
          <Base.List className="select-list" aria-label={label}>
            {(choice: string) => (
              <Base.Item key={choice} value={choice} className="select-item">
                <Base.ItemIndicator className="select-check">
                  <Check aria-hidden />
                </Base.ItemIndicator>
                <span className="mono">{choice}</span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
