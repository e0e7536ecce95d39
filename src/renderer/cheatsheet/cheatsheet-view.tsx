import { SearchX } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button'
import { SearchField } from '../components/field'
import { Empty, FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { useAnswer } from '../core/use-call'
import { CommandCard } from './command-card'
import { findCommands } from './search'
import { cheatsheetTexts as texts } from './texts'
import './cheatsheet-view.css'

/** Every command with its explanation; the terminal is docked below. */
export const CheatsheetView = () => {
  const sheet = useAnswer('cheatsheet.read', undefined)
  const [search, setSearch] = useState('')
  const sections = findCommands(sheet.data?.sections ?? [], search)
  return (
    <View
      title={texts.title}
      about={texts.about}
      actions={
        <SearchField
          label={texts.search}
          placeholder={texts.searchHint}
          value={search}
          onChange={setSearch}
        />
      }
    >
      {sheet.error !== null && <FailureNotice error={sheet.error.info} />}
      {sheet.isPending && <Skeleton lines={8} label={texts.reading} />}
      {sheet.data !== undefined && sections.length === 0 && (
        <Empty
          icon={SearchX}
          title={texts.nothing}
          action={<Button onClick={() => setSearch('')}>{texts.clear}</Button>}
        >
          {texts.nothingAbout}
        </Empty>
      )}
      {sections.map((section) => (
        <section key={section.title} className="cheat-section" aria-label={section.title}>
          <header>
            <h2>{section.title}</h2>
            {section.hint !== '' && <p className="mute">{section.hint}</p>}
          </header>
          <ul className="cheat-commands">
            {section.commands.map((command) => (
              <CommandCard key={command.id} command={command} />
            ))}
          </ul>
        </section>
      ))}
    </View>
  )
}
