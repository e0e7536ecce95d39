import { readFile } from 'node:fs/promises'
import { failed, passed, skipped, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'
import { readInside } from './docker-look'

const ways =
  'Use the practice fleet; or set REALCAVE_POLARS_SKIP_CPU_CHECK=1 and name an image of the worker with polars-lts-cpu in REALCAVE_MAT_IMAGE.'

/** `flags` null: not known. The images are made for amd64; polars in materialization ends without AVX (CAVE-FACTS 8.4). */
export const judgeProcessor = (architecture: string, flags: readonly string[] | null): Verdict => {
  if (flags === null) return skipped('It is known once the first small image is there.')
  if (flags.includes('avx2')) return passed('It has AVX2.')
  if (flags.includes('avx')) {
    return warning(
      'It has AVX, but not AVX2.',
      'The library polars in the materialization services is built for AVX2 and may end them.',
      ways,
    )
  }
  if (architecture !== 'x86_64') {
    return warning(
      `It is ${architecture}: the services are emulated.`,
      'They are made for amd64. Emulation is slow, and whether it offers AVX is not known.',
      'On a Mac switch on Rosetta in Docker Desktop (Settings > General); or use the practice fleet.',
    )
  }
  return failed(
    'It has no AVX.',
    'The library polars in the materialization services ends with "illegal instruction" without it.',
    ways,
  )
}

export const dockerProcessor = dockerCheck(
  'docker-processor',
  'Processor of Docker',
  async ({ info, inside }, _surroundings, signal) => {
    const told = await inside(signal)
    if (told !== null) return judgeProcessor(info.architecture, told.flags)
    // An engine without a machine of its own runs on this one.
    if (process.platform !== 'linux' || info.desktop) return judgeProcessor(info.architecture, null)
    return judgeProcessor(info.architecture, readInside(await readFile('/proc/cpuinfo', 'utf8')).flags)
  },
)
