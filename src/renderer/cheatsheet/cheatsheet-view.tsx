import { SearchX } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button'
import { SearchField } from '../components/field'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { View } from '../components/panel'
import { useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { OwnPythonCard } from '../own-python/own-python-card'
import { CommandSections } from './command-sections'
import { findCommands } from './search'
import { TerminalButtons } from './terminal-buttons'
import { cheatsheetTexts as texts } from './texts'

/** Every command with its explanation; the terminal is docked below. */
export const CheatsheetView = () => {
  const sheet = useAnswer('cheatsheet.read', undefined)
  const [search, setSearch] = useState('')
  const status = useFleet((fleet) => fleet.status)
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
      <ReadFailure error={sheet.error?.info ?? null} onRetry={() => void sheet.refetch()} />
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
      {status !== null && search === '' && (
        <OwnPythonCard datastack={status.datastack} address={status.address} />
      )}
      <CommandSections sections={sections} Actions={TerminalButtons} />
    </View>
  )
}
