/** A place to write text: standard output or standard error. */
export interface Sink {
  write(text: string): void
  readonly isTerminal: boolean
  readonly columns: number
}

/** What a command line has around it. Injected, so that tests and the installed app run the same verbs. */
export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  /** The next line that a person types, without its end; null at the end of input or when the signal comes. */
  line(signal: AbortSignal): Promise<string | null>
  /** Whether a person can be asked: input and error output both are a terminal. */
  readonly interactive: boolean
  /** Ctrl-C, or the end that the system asks for. */
  readonly signal: AbortSignal
  /** The reader of standard output has gone: nothing more can be told there. */
  readonly unread: AbortSignal
}
