import { appendFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogLine, ServiceName } from '../../shared/domain/service'
import { Feed } from './feed'

const linesKept = 10_000
const fileBytes = 2 * 1024 * 1024

/** What the services tell: the newest lines in memory, and a file of at most 2 MB with one of the same size before it. */
export class PracticeLog {
  readonly lines = new Feed<LogLine>(linesKept)
  private readonly file: string
  private written = Promise.resolve()
  private waiting = ''

  constructor(folder: string) {
    this.file = join(folder, 'practice.log')
  }

  add(service: ServiceName, level: LogLine['level'], text: string, time = new Date().toISOString()): void {
    this.lines.push({ time, service, level, text })
    // PostgreSQL's lines stand in a file of its own already.
    if (service === 'postgres') return
    const queued = this.waiting !== ''
    this.waiting += `${time} ${service} ${level} ${text.replaceAll('\n', '\n  ')}\n`
    if (!queued) this.written = this.written.then(() => this.write())
  }

  /** Everything told so far is in the file. */
  async flush(): Promise<void> {
    await this.written
  }

  private async write(): Promise<void> {
    const text = this.waiting
    this.waiting = ''
    try {
      await appendFile(this.file, text, { mode: 0o600 })
      if ((await stat(this.file)).size > fileBytes) await rename(this.file, `${this.file}.1`)
    } catch {
      // A full disk must not end the fleet; the lines are still to be seen in the panel.
    }
  }
}
