import type { Terminals } from '../../src/main/terminal/terminals'

const never = new AbortController().signal

export interface SessionReader {
  readonly open: () => Promise<string>
  /** Reads what a session shows from its beginning on until it contains `text` (colours left out); fails when it never does. */
  readonly shows: (session: string, text: RegExp, limit?: number) => Promise<string>
  readonly type: (session: string, data: string) => Promise<void>
}

/** Opens sessions, types into them and reads what they show, as a person does. */
export const readerOf = (terminals: () => Terminals): SessionReader => ({
  open: async () => {
    const opened = await terminals()['terminal.open']({ columns: 120, rows: 30 }, AbortSignal.timeout(60_000))
    return opened.session
  },
  shows: async (session, text, limit = 30_000) => {
    const stop = AbortSignal.timeout(limit)
    let seen = ''
    for await (const event of terminals()['terminal.output']({ session }, stop)) {
      seen += event.kind === 'output' ? event.data : `[exit ${String(event.code)}]`
      // oxlint-disable-next-line no-control-regex -- escape sequences are what is to be removed
      const plain = seen.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\u001bc/g, '').replaceAll('\r', '')
      if (text.test(plain)) return plain
    }
    throw new Error(
      `"${String(text)}" was not shown within ${String(limit)} ms, but this:\n${seen.slice(-2000)}`,
    )
  },
  type: (session, data) => terminals()['terminal.write']({ session, data }, never),
})
