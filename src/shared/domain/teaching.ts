import { z } from 'zod'

/** One command of the cheat-sheet. */
const cheat = z.object({
  id: z.string(),
  code: z.string(),
  explanation: z.string(),
})
const cheatSection = z.object({
  title: z.string(),
  hint: z.string().default(''),
  commands: z.array(cheat).min(1),
})
export const cheatsheet = z.object({ sections: z.array(cheatSection).min(1) })
export type Cheatsheet = z.infer<typeof cheatsheet>

/** The cheat-sheet with the fleet's address in its commands, as they are to be copied or typed. */
export const cheatsheetAt = ({ sections }: Cheatsheet, address: string): Cheatsheet => ({
  sections: sections.map((section) => ({
    ...section,
    commands: section.commands.map((command) => ({
      ...command,
      code: command.code.replaceAll('{address}', address).trimEnd(),
    })),
  })),
})
