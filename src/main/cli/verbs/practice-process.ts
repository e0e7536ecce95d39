import type { Session, Verb } from '../session'

/** The detached process of the practice fleet: what `up` starts. Its signals are its own, and it lives until it is asked to stop. */
export const practiceProcess = async (session: Session): Verb => {
  const { runPracticeProcess } = await import('../../practice/process')
  const home = await session.home()
  await runPracticeProcess({
    homeFolder: home.folder,
    port: home.settings.port,
    resources: session.program.resources,
    dashboard: session.program.dashboard,
  })
  return undefined
}
