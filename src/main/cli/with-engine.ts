import { Failure, cancelled } from '../../shared/errors'
import type { EngineStarter } from '../engine/engine-starter'
import type { Session } from './session'

/** Waits until the engine answers; what is waited for is told as it changes. */
const startIt = async ({ output, signal }: Session, engine: EngineStarter): Promise<void> => {
  engine.start()
  for await (const { state, stage, error } of engine.watch(signal)) {
    if (error !== null) throw new Failure(error)
    if (state === 'answers') return
    if (state !== 'starting') break
    if (stage === '') continue
    output.note(stage)
    output.event({ type: 'engine', state, stage })
  }
  await engine.cancel()
  throw cancelled('The Docker engine was not waited for.')
}

/** Does a work that needs the Docker engine. Where that is stopped and can be started from here it is, and the work goes on then. */
export const withEngine = async <T>(session: Session, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.info.code !== 'ENGINE_MISSING') throw error
    const engine = await (await session.core()).engine()
    if (!(await engine.canStart())) throw error
    session.output.note(
      `${error.info.what} Docker Desktop is started, which can take ten minutes; Ctrl-C ends the wait.`,
    )
    await startIt(session, engine)
  }
  return work()
}
