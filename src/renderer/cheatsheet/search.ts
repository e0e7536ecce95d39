import type { Cheatsheet } from '../../shared/domain/teaching'

type Section = Cheatsheet['sections'][number]

/** Sections with the commands whose code, explanation or section title hold every word. */
export const findCommands = (sections: readonly Section[], search: string): readonly Section[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return sections.flatMap((section) => {
    const commands = section.commands.filter((command) => {
      const text = `${section.title} ${command.code} ${command.explanation}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    return commands.length === 0 ? [] : [{ ...section, commands }]
  })
}
