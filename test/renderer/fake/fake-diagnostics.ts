import { Failure } from '../../../src/shared/errors'

const machine = `{
  "version": "0.1.0",
  "platform": "linux",
  "architecture": "x64",
  "processors": 8,
  "memory": 16777216000
}
`
const log = Array.from(
  { length: 400 },
  (_, line) =>
    `    { "time": "2026-11-23T10:00:${String(line % 60).padStart(2, '0')}.000Z", "level": "info", "text": "GET /materialize/api/v3/datastack/fake_datastack/metadata 200 by <user> in ~/work" },`,
).join('\n')

const files: readonly (readonly [path: string, text: string])[] = [
  ['machine.json', machine],
  ['status.json', '{\n  "phase": "ready"\n}\n'],
  ['checks.json', '[]\n'],
  ['versions.json', '[]\n'],
  ...['gateway', 'info', 'annotation', 'pcg', 'mat', 'mat-worker', 'postgres'].map(
    (service) => [`logs/${service}.json`, `[\n${log}\n]\n`] as const,
  ),
  ['home/home.json', '{\n  "port": 8080,\n  "project": "realcave"\n}\n'],
  ['home/practice/process.json', '{\n  "pid": 7,\n  "controlToken": "<blanked>"\n}\n'],
]

const id = '00000000-0000-4000-8000-000000000002'

/** A preview of a bundle, open or closed. */
export class FakeDiagnostics {
  #open = 0

  get isOpen(): boolean {
    return this.#open > 0
  }

  preview(item: (preview: { id: string; files: { path: string; bytes: number }[] }) => void): () => void {
    this.#open += 1
    const timer = setTimeout(
      () => item({ id, files: files.map(([path, text]) => ({ path, bytes: text.length })) }),
      150,
    )
    return () => {
      this.#open -= 1
      clearTimeout(timer)
    }
  }

  text(asked: string, path: string): { text: string } {
    const found = files.find(([each]) => each === path)
    if (asked === id && this.isOpen && found !== undefined) return { text: found[1] }
    throw new Failure({ code: 'NOT_FOUND', what: 'Gone.', why: 'It was closed.', fix: 'Make another one.' })
  }

  save(): { file: string; bytes: number } {
    return {
      file: '/home/anna/.local/share/realcave/diagnostics/realcave-diagnostics-2026-11-23T10-00-00.zip',
      bytes: 48_000,
    }
  }
}
