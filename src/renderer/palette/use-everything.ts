import { GitCommitVertical } from 'lucide-react'
import type { Command } from '../commands/command'
import { commandTexts as texts } from '../commands/texts'
import { useCommands } from '../commands/use-commands'
import { goAndFocus } from '../commands/view-commands'
import { moment } from '../components/format'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useTables } from '../core/use-tables'
import { findCommands, type CommandGroup } from './find'
import { idCommands } from './ids'
import { useServiceCommands } from './service-commands'
import { useTeachCommands } from './teach-commands'

/** All that can be named, as far as it matches: declared commands, and what there is just now. */
export const useEverything = (search: string): readonly CommandGroup[] => {
  const enabled = useFleet((fleet) => isUsable(fleet.status))
  const tables = useTables(enabled)
  const versions = useAnswer('versions.list', undefined, { enabled })
  const known = {
    tables: (enabled ? (tables.data ?? []) : []).map(({ name }) => name),
    versions: (enabled ? (versions.data ?? []) : []).map(({ version }) => version),
  }
  const opened = (enabled ? (versions.data ?? []) : []).map(({ version, timeStamp }): Command => ({
    id: `open-version.${version}`,
    title: texts.version(version),
    detail: moment(timeStamp),
    group: texts.groups.versions,
    icon: GitCommitVertical,
    refusal: null,
    run: () => goAndFocus('versions', String(version)),
  }))
  const declared = useCommands().filter(({ id }) => id !== 'panel.palette')
  const services = useServiceCommands()
  const teach = useTeachCommands()
  const ids = idCommands(search, known)
  if (ids.length > 0) return [{ group: texts.groups.ids, items: ids }]
  return findCommands([...declared, ...opened, ...services, ...teach], search)
}
