import type { StepState } from '../../shared/domain/step'

/** What can happen to a step's state. */
export type Move = 'probe' | 'hold' | 'act' | 'verify' | 'fail' | 'block' | 'cancel'

/** Every legal transition of a step; whatever is not here is a defect of the caller. */
export const transitions = {
  waiting: { probe: 'probing', block: 'blocked', cancel: 'cancelled' },
  probing: { hold: 'done', act: 'acting', fail: 'failed', cancel: 'cancelled' },
  acting: { verify: 'verifying', fail: 'failed', cancel: 'cancelled' },
  verifying: { hold: 'done', fail: 'failed', cancel: 'cancelled' },
  done: {},
  failed: {},
  blocked: {},
  cancelled: {},
} as const satisfies Readonly<Record<StepState, Readonly<Partial<Record<Move, StepState>>>>>

/** The state that a move leads to; undefined where the table has none. */
export const afterMove = (state: StepState, move: Move): StepState | undefined => {
  const moves: Readonly<Partial<Record<Move, StepState>>> = transitions[state]
  return moves[move]
}

/** Whether nothing more can happen to a step in this run. */
export const hasEnded = (state: StepState): boolean => Object.keys(transitions[state]).length === 0
