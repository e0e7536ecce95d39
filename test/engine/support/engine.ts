import { randomUUID } from 'node:crypto'
import type { ComposeModel } from '../../../src/main/engine/compose-model'
import { linkTo, type EngineLink } from '../../../src/main/engine/engine-link'
import { findEngine } from '../../../src/main/engine/find-engine'
import { openProject } from '../../../src/main/engine/project'
import { surroundingsHere } from '../../../src/main/engine/surroundings'
import type { DockerProject } from '../../../src/main/engine/engine'
import { temporaryFolder } from '../../support/temporary-folder'

export const never = new AbortController().signal

/** The engine of this machine, or why there is none. CI leaves nothing out: there the tests fail without one. */
export const engineHere = async (): Promise<EngineLink | undefined> => {
  const surroundings = await surroundingsHere()
  const search = await findEngine(surroundings, never)
  if (search.found) return linkTo(search.address, surroundings)
  if (process.env['CI'] === 'true') throw search.failure
  process.stderr.write(`Skipped: ${search.failure.message}\n`)
  return undefined
}

export interface TestProject extends AsyncDisposable {
  readonly project: DockerProject
  readonly home: string
  readonly folder: string
  /** The same project, declared otherwise. */
  again(model: ComposeModel): DockerProject
}

/** A project of its own name and home; everything of it is removed at the end. */
export const testProject = async (link: EngineLink, model: ComposeModel): Promise<TestProject> => {
  const home = randomUUID()
  const { folder, remove } = await temporaryFolder('with a blank')
  const name = `rctest-${home.slice(0, 8)}`
  const again = (model: ComposeModel): DockerProject =>
    openProject({ link, name, home, folder, model: () => model })
  const project = again(model)
  return {
    project,
    home,
    folder,
    again,
    [Symbol.asyncDispose]: async () => {
      await project.remove(true, never)
      await remove()
    },
  }
}
