import { access } from 'node:fs/promises'
import type { Home } from './home'
import { recordsFile } from './records'

/** Whether a genuine fleet was ever begun here, so that something of it may be in Docker. */
export const hadGenuine = (home: Home): Promise<boolean> =>
  access(recordsFile(home, 'genuine')).then(
    () => true,
    () => home.settings.fleet === 'genuine',
  )
