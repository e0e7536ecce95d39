import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogLine, ServiceName } from '../../shared/domain/service'
import { createSecretBlanker } from '../home/blank-secrets'
import { logLimits, rollFile } from '../home/roll-file'
import { Feed } from './feed'

const linesKept = 10_000

/** What the services tell: the newest lines in memory, and a file that is rolled when it has grown, without the secrets given. */
export class PracticeLog {
  readonly lines = new Feed<LogLine>(linesKept)
  private readonly file: string
  private written = Promise.resolve()
  private waiting = ''

  private readonly blank: (text: string) => string
  private readonly limits: { readonly bytes: number; readonly files: number }

  constructor(
    folder: string,
    secrets: readonly string[],
    limits: { readonly bytes: number; readonly files: number } = logLimits,
  ) {
    this.file = join(folder, 'practice.log')
    this.blank = createSecretBlanker(() => secrets)
    this.limits = limits
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
    const text = this.blank(this.waiting)
    this.waiting = ''
    try {
      const there = await stat(this.file).catch(() => ({ size: 0 }))
      if (there.size > 0 && there.size + Buffer.byteLength(text) > this.limits.bytes)
        rollFile(this.file, this.limits.files)
      await appendFile(this.file, text, { mode: 0o600 })
    } catch {
      // A full disk must not end the fleet; the lines are still to be seen in the panel.
    }
  }
}
