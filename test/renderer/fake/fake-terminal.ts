import type { TerminalEvent } from '../../../src/shared/domain/terminal'

const prompt = (count: number): string => `\r\n\u001b[38;2;45;212;191mIn [${count}]:\u001b[0m `

/** A session that echoes what is typed and answers each line. */
export class FakeSession {
  private listener: ((event: TerminalEvent) => void) | null = null
  private shown = '\u001b[2mPython 3.11.2 · caveclient 8.2.1 · client is ready\u001b[0m'
  private line = ''
  private count = 1

  constructor() {
    this.shown += prompt(this.count)
  }

  listen(listener: (event: TerminalEvent) => void): () => void {
    this.listener = listener
    queueMicrotask(() => listener({ kind: 'output', data: this.shown }))
    return () => {
      this.listener = null
    }
  }

  private say(data: string): void {
    this.shown += data
    this.listener?.({ kind: 'output', data })
  }

  write(data: string): void {
    for (const character of data.replaceAll('\u001b[200~', '').replaceAll('\u001b[201~', ''))
      if (character === '\r') this.answer()
      else {
        this.line += character
        this.say(character)
      }
  }

  private answer(): void {
    this.say(
      `\r\n\u001b[35mOut[${this.count}]:\u001b[0m ran \u001b[1m${this.line.length}\u001b[0m characters`,
    )
    this.line = ''
    this.count += 1
    this.say(prompt(this.count))
  }
}
