import type { Duplex, Readable, Writable } from 'node:stream'

/** How a container is opened that ends with the process that opened it. */
export interface TiedOptions {
  readonly image: string
  /** Its first program. It must end when its standard input does: that is how the container ends with its opener. */
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

interface Started {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  readonly signal: AbortSignal
}

/** A program with pipes. */
export interface TiedProgram {
  readonly input: Writable
  /** Both are to be read: what is not read holds the program up. */
  readonly output: Readable
  readonly errors: Readable
  /** Its status; null where the container ended first. */
  readonly ended: Promise<number | null>
}

/** A program with a terminal of its own. */
export interface TiedTerminal {
  readonly stream: Duplex
  readonly resize: (columns: number, rows: number) => Promise<void>
  /** As of `TiedProgram`. */
  readonly ended: Promise<number | null>
}

export interface TiedContainer {
  /** Of its first program. */
  readonly input: Writable
  readonly output: Readable
  readonly errors: Readable
  /** Resolves when its first program has ended, and the container with it. */
  readonly gone: Promise<void>
  run(started: Started): Promise<TiedProgram>
  runInTerminal(
    started: Started & { readonly size: { readonly columns: number; readonly rows: number } },
  ): Promise<TiedTerminal>
  /** Ends all programs in it, and removes it. */
  end(): Promise<void>
}
