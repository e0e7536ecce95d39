import { app } from 'electron'
import { startedAnew } from './own-command'

/** Once this program has ended, it is started again. */
export const startAnew = (): void => app.relaunch(startedAnew(process.execPath, process.env, process.argv))
