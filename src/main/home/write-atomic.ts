import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileFailure, systemCode } from './file-failure'

/** Windows refuses to replace a file that another process has open; readers and virus scanners let go within moments. */
const patience = { tries: 20, milliseconds: 25 }

const replace = async (from: string, to: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const held = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')
      if (process.platform !== 'win32' || !held || attempt === patience.tries) throw error
      await pause(patience.milliseconds)
    }
  }
}

/** After a power loss the new name is there only if the folder was written out too. Windows cannot open folders. */
const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes beside `file` and returns the temporary file's path: complete, on the disk, readable by this user alone. */
export const writeBeside = async (file: string, content: string | Uint8Array): Promise<string> => {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return temporary
  } catch (error) {
    await rm(temporary, { force: true })
    throw fileFailure(file, error)
  }
}

/** Readers see the old content or the new, never half; a failed write leaves the old one. */
export const writeAtomic = async (file: string, content: string | Uint8Array): Promise<void> => {
  const temporary = await writeBeside(file, content)
  try {
    await replace(temporary, file)
    await flushFolder(path.dirname(file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw fileFailure(file, error)
  }
}

/** Of several processes that make a file at once, the first one's content stands, whole; the others' is dropped. */
export const writeOnce = async (file: string, content: string): Promise<void> => {
  const temporary = await writeBeside(file, content)
  try {
    await link(temporary, file)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileFailure(file, error)
  } finally {
    await rm(temporary, { force: true })
  }
}
