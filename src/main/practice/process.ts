import { rm } from 'node:fs/promises'
import { toFailure } from '../../shared/errors'
import { writeAtomic } from '../home/write-atomic'
import { openPractice, type PracticeOptions } from './practice'
import { startFailureFile } from './process-file'

/** The detached process's whole life: answers when it was asked to stop and everything has ended. */
export const runPracticeProcess = async (options: PracticeOptions): Promise<void> => {
  await rm(startFailureFile(options.homeFolder), { force: true })
  const practice = await openPractice(options).catch(async (error: unknown) => {
    const failure = toFailure(error, 'The practice fleet could not be started.')
    await writeAtomic(startFailureFile(options.homeFolder), JSON.stringify(failure.info)).catch(
      () => undefined,
    )
    throw failure
  })
  const stop = (): void => {
    // Whether it ended well is told below.
    practice.stop().catch(() => undefined)
  }
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, stop)
  await practice.stopped
}
