import type { ComponentType } from 'react'
import type { Cheatsheet } from '../../shared/domain/teaching'
import { CommandCard, type Command } from './command-card'
import './command-sections.css'

type Section = Cheatsheet['sections'][number]

interface CommandSectionsProps {
  readonly sections: readonly Section[]
  /** What else can be done with a command, beside copying it. */
  readonly Actions?: ComponentType<{ readonly command: Command }>
}

/** Every command with its explanation, section by section. */
export const CommandSections = ({ sections, Actions }: CommandSectionsProps) =>
  sections.map((section) => (
    <section key={section.title} className="cheat-section" aria-label={section.title}>
      <header>
        <h2>{section.title}</h2>
        {section.hint !== '' && <p className="mute">{section.hint}</p>}
      </header>
      <ul className="cheat-commands">
        {section.commands.map((command) => (
          <CommandCard
            key={command.id}
            command={command}
            actions={Actions && <Actions command={command} />}
          />
        ))}
      </ul>
    </section>
  ))
