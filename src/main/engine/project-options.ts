import type { ComposeModel } from './compose-model'
import type { EngineLink } from './engine-link'

/** What a project on an engine is made of. */
export interface ProjectOptions {
  readonly link: EngineLink
  readonly name: string
  /** The id of the home that everything belongs to. */
  readonly home: string
  /** Where the project is said to come from, for whoever finds it: the home's folder. */
  readonly folder: string
  /** As it is declared now: what the services run from may turn out on the way. */
  readonly model: () => ComposeModel
}
