import { readFile } from 'node:fs/promises'
import { abilitiesIn, type Abilities } from '../../engine/processor-flags'
import { failed, passed, skipped, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'

/** The images are made for amd64; what their libraries need of it: docs/adr/0013. Null: the processor tells no x86 abilities. */
export const judgeProcessor = (architecture: string, abilities: Abilities | null): Verdict => {
  if (abilities === 'avx2') return passed('It has AVX2.')
  if (abilities === 'avx') {
    return warning(
      'It has AVX, but not AVX2.',
      'The library polars in the materialization services is built for AVX2.',
      'Nothing is to be done: at its start the genuine fleet makes an image with a build of polars for older processors (50 MB, once). A bundle for a machine without a network brings it where it was saved with --every-processor.',
    )
  }
  if (abilities === 'none') {
    return failed(
      'It has no AVX.',
      'The library pyarrow in the images of info, annotation and materialization ends with "illegal instruction" without it.',
      'Use the practice fleet, or a machine with a newer processor.',
    )
  }
  return architecture === 'x86_64'
    ? skipped('It does not tell what it can do.')
    : warning(
        `It is ${architecture}: the services are emulated.`,
        'They are made for amd64. Emulation is slow; whether it offers AVX, which they need, is found out at their first start.',
        'On a Mac: macOS 15 or newer with Rosetta (Docker Desktop: Settings > General), or Rosetta switched off, which is slower; or use the practice fleet.',
      )
}

export const dockerProcessor = dockerCheck(
  'docker-processor',
  'Processor of Docker',
  async ({ info, inside }, _surroundings, signal) => {
    const told = await inside(signal)
    if (told !== null) return judgeProcessor(info.architecture, told.abilities)
    // An engine without a machine of its own runs on this one.
    if (process.platform !== 'linux' || info.desktop)
      return skipped('It is known once the first small image is there.')
    return judgeProcessor(info.architecture, abilitiesIn(await readFile('/proc/cpuinfo', 'utf8')))
  },
)
