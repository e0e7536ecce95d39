import { appendFile } from 'node:fs/promises'

/** One row of the table that `npm run bench` prints. */
export interface Figure {
  readonly what: string
  readonly unit: 'ms' | 'MiB' | 'kB' | '%'
  /** Which of the samples counts. */
  readonly by: 'median' | 'p95'
  readonly samples: readonly number[]
  /** At most this is wanted; null for a figure that explains another. */
  readonly reach: number | null
  /** The least that anyone could need, or what is replaced, measured in the same run unless its name says otherwise. */
  readonly peer?: { readonly what: string; readonly samples: readonly number[] }
}

/** The sample below or at which `share` of them lie. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('Nothing was measured.')
  return value
}

const share = { median: 0.5, p95: 0.95 } as const

/** Hands a figure to scripts/bench.mjs, which prints all of them together. */
export const record = async (figure: Figure): Promise<void> => {
  const value = quantile(figure.samples, share[figure.by])
  const peer = figure.peer && { what: figure.peer.what, value: quantile(figure.peer.samples, 0.5) }
  const row = {
    what: figure.what,
    unit: figure.unit,
    by: figure.by,
    value,
    median: quantile(figure.samples, 0.5),
    least: Math.min(...figure.samples),
    most: Math.max(...figure.samples),
    count: figure.samples.length,
    reach: figure.reach,
    peer: peer ?? null,
  }
  const file = process.env['REALCAVE_BENCH_FIGURES']
  const line = `${JSON.stringify(row)}\n`
  if (file === undefined) process.stdout.write(line)
  else await appendFile(file, line)
}

/** Milliseconds that a work took. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now()
  await work()
  return performance.now() - before
}

/** A round after another, the samples together. */
export const rounds = async (
  count: number,
  round: (number: number) => Promise<number>,
): Promise<number[]> => {
  const samples: number[] = []
  for (let number = 0; number < count; number += 1) samples.push(await round(number))
  return samples
}
