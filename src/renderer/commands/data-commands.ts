import { FileUp, Plus, Table2, Trash2 } from 'lucide-react'
import type { dataCommands } from '../../shared/commands/data-commands'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useTables } from '../core/use-tables'
import { askView } from '../views/asked'
import { withActs, type Act, type Command } from './command'
import { fleetRefusal } from './refusal'
import { commandTexts as texts } from './texts'

export const useDataCommands = (): readonly Command[] => {
  const fleet = useFleet()
  const { status } = fleet
  const enabled = isUsable(status)
  const tables = useTables(enabled)
  const versions = useAnswer('versions.list', undefined, { enabled })
  const refusal = fleetRefusal(fleet)
  const tableRefusal = refusal ?? (tables.data?.length === 0 ? texts.noTable : null)
  const acts: Readonly<Record<keyof typeof dataCommands, Act>> = {
    'data.add': {
      icon: Plus,
      refusal: tableRefusal,
      run: () => askView('annotations', 'add'),
    },
    'data.newTable': {
      icon: Table2,
      refusal: tableRefusal,
      run: () => askView('annotations', 'table'),
    },
    'data.addCsv': {
      icon: FileUp,
      refusal: tableRefusal,
      run: () => askView('annotations', 'csv'),
    },
    'data.deleteVersions': {
      icon: Trash2,
      refusal: refusal ?? (versions.data?.length === 0 ? texts.noVersion : null),
      run: () => askView('versions', 'delete'),
    },
  }
  return withActs(texts.groups.data, acts)
}
