import { link, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ErrorInfo } from '../../shared/errors'
import { fileFailure, systemCode } from './file-failure'
import { readJson, setAside } from './read-json'
import { newSettings, salvageId, settings, type Settings } from './settings'
import { writeAtomic, writeBeside } from './write-atomic'

type Warn = (warning: ErrorInfo) => void

const text = (value: Settings): string => `${JSON.stringify(value, null, 2)}\n`

/** Of several processes that open a new home at once, the first one's settings stand: the id must not change again. */
const createOnce = async (file: string, value: Settings): Promise<void> => {
  const temporary = await writeBeside(file, text(value))
  try {
    await link(temporary, file)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileFailure(file, error)
  } finally {
    await rm(temporary, { force: true })
  }
}

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
    await createOnce(file, fresh)
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
