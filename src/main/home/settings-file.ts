import path from 'node:path'
import type { ErrorInfo } from '../../shared/errors'
import { readJson, setAside } from './read-json'
import { newSettings, salvageId, settings, type Settings } from './settings'
import { writeAtomic, writeOnce } from './write-atomic'

type Warn = (warning: ErrorInfo) => void

const text = (value: Settings): string => `${JSON.stringify(value, null, 2)}\n`

/** The settings of a home; new ones where there are none, or where they make no sense. */
export const loadSettings = async (folder: string, warn: Warn): Promise<Settings> => {
  const file = path.join(folder, 'home.json')
  let fresh = newSettings()
  for (;;) {
    const found = await readJson(file, settings)
    if (found.state === 'read') return found.value
    if (found.state === 'corrupt') {
      fresh = newSettings(salvageId(found.text))
      warn(await setAside(file, found.why))
    }
    // Of several processes that open a new home at once, the first one's settings stand: the id must not change again.
    await writeOnce(file, text(fresh))
  }
}

/** Changes single settings; those that another process changed meanwhile stay. Nothing is written where nothing changes. */
export const changeSettings = async (
  folder: string,
  changes: Partial<Omit<Settings, 'id'>>,
  warn: Warn,
): Promise<Settings> => {
  const current = await loadSettings(folder, warn)
  const changed = settings.parse({ ...current, ...changes, id: current.id })
  if (text(changed) !== text(current)) await writeAtomic(path.join(folder, 'home.json'), text(changed))
  return changed
}
