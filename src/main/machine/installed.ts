import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whether the program was installed, by its folder `resources`: its code is packed beside that then, and no npm can mend it. */
export const isInstalled = (resources: string): boolean => existsSync(join(dirname(resources), 'app.asar'))

export const installAgain = 'Install RealCAVE again, over what is there; your data stays.'
