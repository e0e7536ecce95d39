import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Command } from '../commands/command'
import { Keys } from '../shortcuts/keys'
import type { CommandGroup } from './find'
import { paletteTexts as texts } from './texts'
import { useEverything } from './use-everything'
import './palette.css'

interface EntryProps {
  readonly command: Command
  readonly onChoose: (command: Command) => void
}

/** One that is not possible now can be reached all the same: its reason is read there. */
const Entry = ({ command, onChoose }: EntryProps) => {
  const { title, detail = '', icon: Icon, keys, refusal } = command
  return (
    <Autocomplete.Item
      value={command}
      className={`palette-item${refusal === null ? '' : ' palette-refused'}`}
      aria-disabled={refusal !== null}
      onClick={() => onChoose(command)}
    >
      <Icon aria-hidden />
      <span className="palette-words">
        <span className="palette-title truncate">{title}</span>
        {refusal === null ? (
          detail !== '' && <span className="palette-detail truncate">{detail}</span>
        ) : (
          <span className="palette-detail">
            {texts.notNow} {refusal}
          </span>
        )}
      </span>
      {keys !== undefined && refusal === null && <Keys keys={keys} />}
    </Autocomplete.Item>
  )
}

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

const Content = ({ onChoose }: { readonly onChoose: (command: Command) => void }) => {
  const [search, setSearch] = useState('')
  const groups = useEverything(search)
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filteredItems={groups}
      filter={null}
      value={search}
      onValueChange={(value, { reason }) => {
        // What is chosen is done, not written into the field.
        if (reason !== 'item-press') setSearch(value)
      }}
      itemToStringValue={({ title }: Command) => title}
      autoHighlight="always"
      keepHighlight
    >
      <div className="palette-field">
        <Search aria-hidden />
        <Autocomplete.Input
          className="palette-input"
          aria-label={texts.title}
          placeholder={texts.search}
          spellCheck={false}
        />
      </div>
      <Autocomplete.Empty className="palette-empty">
        {count === 0 && (
          <>
            <strong>{texts.none}</strong>
            <span className="mute">{texts.noneAbout}</span>
          </>
        )}
      </Autocomplete.Empty>
      <Autocomplete.List className="palette-list" aria-label={texts.title}>
        {({ group, items }: CommandGroup) => (
          <Autocomplete.Group key={group} items={items} className="palette-group">
            <Autocomplete.GroupLabel className="palette-heading">{group}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => <Entry key={command.id} command={command} onChoose={onChoose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <p className="palette-foot mute">
        <span>{texts.about}</span>
        <span className="tabular" role="status">
          {texts.found(count)}
        </span>
      </p>
    </Autocomplete.Root>
  )
}

/** Everything that can be asked for, by name. What is chosen is done once the keyboard is back where it came from. */
export const Palette = ({ open, onClose }: PaletteProps) => {
  const chosen = useRef<Command | null>(null)
  const choose = (command: Command): void => {
    if (command.refusal !== null) return
    chosen.current = command
    onClose()
  }
  const act = (opened: boolean): void => {
    if (opened) return
    const command = chosen.current
    chosen.current = null
    command?.run()
  }
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      onOpenChangeComplete={act}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-veil" />
        <Dialog.Popup className="palette" aria-label={texts.title}>
          <Content onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
