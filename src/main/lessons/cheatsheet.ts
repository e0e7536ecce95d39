import { join } from 'node:path'
import { cheatsheet, type Cheatsheet } from '../../shared/domain/teaching'
import { readYaml } from './yaml-document'

/** The cheat-sheet with the fleet's address in its commands, as they are to be copied or typed. */
export const readCheatsheet = async (resources: string, address: string): Promise<Cheatsheet> => {
  const { sections } = await readYaml(join(resources, 'cheatsheet.yaml'), cheatsheet)
  return {
    sections: sections.map((section) => ({
      ...section,
      commands: section.commands.map((command) => ({
        ...command,
        code: command.code.replaceAll('{address}', address).trimEnd(),
      })),
    })),
  }
}
