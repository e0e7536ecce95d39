import type { ProgramLog } from '../home/program-log'

/** What the panel's program tells of itself: on a terminal, if there is one, and in the home's log as soon as that is open. */
export interface Journal {
  tell(text: string): void
  /** In the log alone. */
  note(text: string): void
  keepIn(log: ProgramLog): void
  /** Where it is to be read. */
  file(): string
}

export const openJournal = (): Journal => {
  let early: string[] | undefined = []
  let log: ProgramLog | undefined
  const note = (text: string): void => {
    early?.push(text)
    log?.write(text)
  }
  return {
    note,
    tell: (text) => {
      process.stderr.write(`${text}\n`)
      note(text)
    },
    keepIn: (opened) => {
      log = opened
      for (const text of early ?? []) log.write(text)
      early = undefined
    },
    file: () => log?.file ?? 'what its terminal says',
  }
}
