import type { Candidate } from './candidates'
import type { Said } from './probe-engine'

/** One candidate and what became of it, for the doctor to show. */
export interface Try extends Candidate {
  readonly said: Said | { readonly kind: 'remote' | 'unreadable'; readonly why: string }
}
