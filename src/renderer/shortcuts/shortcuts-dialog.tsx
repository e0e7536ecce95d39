import type { Command } from '../commands/command'
import { useCommands } from '../commands/use-commands'
import { Dialog } from '../components/dialog'
import { Notice } from '../components/notice'
import { usePreferences } from '../design/preferences'
import { Keys } from './keys'
import { shortcutTexts as texts } from './texts'
import './shortcuts-dialog.css'

const byGroup = (commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> => {
  const groups = new Map<string, Command[]>()
  for (const command of commands)
    if (command.keys !== undefined) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return groups
}

interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

export const ShortcutsDialog = ({ open, onClose }: ShortcutsDialogProps) => {
  const groups = byGroup(useCommands())
  const singleKeys = usePreferences((preferences) => preferences.singleKeys)
  return (
    <Dialog
      open={open}
      size="wide"
      reads
      title={texts.title}
      about={texts.about}
      cancel={texts.close}
      onClose={onClose}
      actions={null}
    >
      {!singleKeys && <Notice tone="warn">{texts.off}</Notice>}
      <div className="shortcut-groups">
        {[...groups].map(([group, commands]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl className="shortcut-list">
              {commands.map(({ id, title, keys = '' }) => (
                <div key={id}>
                  <dt>{title}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section aria-label={texts.elsewhere}>
          <h3>{texts.elsewhere}</h3>
          <dl className="shortcut-list">
            {texts.parts.map(({ title, keys }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd className="keys">
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
