import { rm } from 'node:fs/promises'
import { z } from 'zod'
import type { DockerEngine } from '../../engine/engine'
import { abilitiesIn, type Abilities } from '../../engine/processor-flags'
import type { Home } from '../../home/home'
import { readJson } from '../../home/read-json'
import { writeAtomic } from '../../home/write-atomic'

/** What is known of the processor that the engine's containers run on. */
export interface Processor {
  /** Null: not known yet. */
  readonly known: Abilities | null
  /** What was found out earlier on this engine; asks the engine for its name only. */
  recall(signal: AbortSignal): Promise<void>
  /** Finds it out, once one of the images is there that can tell. */
  look(here: (image: string) => boolean, signal: AbortSignal): Promise<void>
  /** What was known does not hold, as a service has shown: it is found out anew. */
  doubt(): Promise<void>
}

export interface ProcessorOptions {
  readonly engine: Pick<DockerEngine, 'info' | 'runOnce'>
  readonly home: Home
  /** Images that can read /proc/cpuinfo, and are downloaded first. */
  readonly small: readonly string[]
  /** The image of the services that need most of the processor. */
  readonly demanding: string
}

const memory = z.object({
  /** Another engine, or the same in another version, may have another processor. */
  engine: z.string(),
  abilities: z.enum(['avx2', 'avx', 'none']),
})

/** Ended by "illegal instruction"; Rosetta ends a program by a trap instead. */
export const isIllegal = (status: number | null): boolean => status === 128 + 4 || status === 128 + 5

export const openProcessor = ({ engine, home, small, demanding }: ProcessorOptions): Processor => {
  const file = home.path('processor.json')
  let known: Abilities | null = null
  let isTold = true

  const nameOf = async (signal: AbortSignal): Promise<string> => {
    const { id, version, architecture } = await engine.info(signal)
    return [id, version, architecture].join(' ')
  }
  const remember = async (abilities: Abilities, signal: AbortSignal): Promise<void> => {
    known = abilities
    await writeAtomic(file, `${JSON.stringify({ engine: await nameOf(signal), abilities })}\n`)
  }
  const dies = async (program: string, signal: AbortSignal): Promise<boolean> => {
    // Through a shell: an image of one's own may have no such program, which is no finding.
    const { status } = await engine.runOnce(
      demanding,
      ['sh', '-c', `python -c '${program}'; exit $?`],
      signal,
    )
    return isIllegal(status)
  }
  /** Where x86 is emulated, nothing but trying tells. */
  const tryOut = async (signal: AbortSignal): Promise<Abilities> => {
    if (await dies('import pyarrow.compute', signal)) return 'none'
    return (await dies('import polars', signal)) ? 'avx' : 'avx2'
  }

  return {
    get known() {
      return known
    },
    recall: async (signal) => {
      const found = await readJson(file, memory)
      if (found.state === 'read' && found.value.engine === (await nameOf(signal)))
        known = found.value.abilities
    },
    look: async (here, signal) => {
      // Where x86 is emulated a setting of Docker Desktop changes it: what cannot run now may run a minute later.
      if (known !== null && (isTold || known !== 'none')) return
      const image = isTold ? small.find(here) : undefined
      if (image !== undefined) {
        const { output } = await engine.runOnce(image, ['cat', '/proc/cpuinfo'], signal)
        const told = abilitiesIn(output)
        if (told !== null) return remember(told, signal)
        isTold = false
      }
      if (!here(demanding)) return
      const found = await tryOut(signal)
      if (found === 'avx2') await remember(found, signal)
      else known = found
    },
    doubt: async () => {
      known = null
      isTold = true
      await rm(file, { force: true })
    },
  }
}
