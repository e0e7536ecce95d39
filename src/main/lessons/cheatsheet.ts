import { join } from 'node:path'
import { cheatsheet, cheatsheetAt, type Cheatsheet } from '../../shared/domain/teaching'
import { readYaml } from './yaml-document'

/** The shipped cheat-sheet, for the fleet at this address. */
export const readCheatsheet = async (resources: string, address: string): Promise<Cheatsheet> =>
  cheatsheetAt(await readYaml(join(resources, 'cheatsheet.yaml'), cheatsheet), address)
