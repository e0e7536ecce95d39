import type { FleetStatus, Healing } from '../../../shared/domain/fleet'
import { Failure, toFailure } from '../../../shared/errors'
import type { Home } from '../../home/home'
import { readWanted } from '../../home/wanted'
import { decide, noAttempts, noteAttempt, type Cure, type Loss } from './heal-decision'

/** What the status does not tell. */
export interface Circumstances {
  readonly engineLost: boolean
  /** Whether a job of this home is under way, here or in another process. */
  readonly busy: boolean
}

export interface HealerOptions {
  readonly home: Home
  /** Each returns when what was lost is there again, and was seen to be. */
  readonly cures: Readonly<Record<Cure, () => Promise<void>>>
  /** Null takes back what was told: somebody else puts it right. */
  readonly tell: (healing: Healing | null) => void
  readonly now?: () => number
}

const did: Readonly<Record<Cure, string>> = {
  graph: 'It was rebuilt by itself; roots can be looked up again.',
  up: 'What had ended was started again by itself; the data is as it was.',
}

const doing: Readonly<Record<Cure, string>> = {
  graph: 'It is being rebuilt.',
  up: 'What has ended is being started.',
}

/** Puts right what was lost without anybody's doing, once a look has shown it, and tells of it. */
export class Healer {
  readonly #options: HealerOptions
  readonly #now: () => number
  #attempts = noAttempts
  #acting = false
  /** Whose losses it has told that it has given up. */
  readonly #givenUp = new Set<string>()

  constructor(options: HealerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Returns when it has decided against it, or when it is done. Never fails: what does not help is told. */
  async consider(status: FleetStatus, circumstances: Circumstances): Promise<void> {
    if (this.#acting) return
    this.#acting = true
    try {
      await this.#decide(status, circumstances)
    } finally {
      this.#acting = false
    }
  }

  async #decide(status: FleetStatus, circumstances: Circumstances): Promise<void> {
    const wanted = await readWanted(this.#options.home).catch(() => null)
    if (wanted === null || wanted.fleet !== status.kind) return
    const { services, steps, error } = status
    const seen = { now: this.#now(), wanted, services, steps, failed: error !== null, ...circumstances }
    const decision = decide(seen, this.#attempts)
    if (decision.kind === 'give-up' && !this.#givenUp.has(decision.whose)) {
      this.#givenUp.add(decision.whose)
      const detail =
        'It was put right several times in ten minutes and lost again: look at the logs, then use "Get demo-ready".'
      this.#tell(decision.what, 'failed', detail)
    }
    if (decision.kind !== 'act') return
    this.#givenUp.delete(decision.whose)
    await this.#act(decision)
  }

  async #act({ cure, whose, what }: Loss): Promise<void> {
    const before = this.#attempts
    this.#attempts = noteAttempt(before, whose, this.#now())
    this.#tell(what, 'under-way', doing[cure])
    try {
      await this.#options.cures[cure]()
      this.#tell(what, 'healed', did[cure])
    } catch (error) {
      const { info } = toFailure(error, 'It could not be put right.')
      if (error instanceof Failure && info.code === 'HOME_BUSY') {
        // Somebody else was quicker, another panel or a verb: this was no attempt, and the next look tells what came of it.
        this.#attempts = before
        this.#options.tell(null)
      } else this.#tell(what, 'failed', `${info.what} ${info.why} ${info.fix}`)
    }
  }

  #tell(what: string, state: Healing['state'], detail: string): void {
    this.#options.tell({ what, state, detail, at: new Date(this.#now()).toISOString() })
  }
}
