import { cancelled } from '../../shared/errors'
import type { Envelope } from '../../shared/envelope'

export const disconnected: Envelope<never> = {
  ok: false,
  error: {
    code: 'DISCONNECTED',
    what: 'The panel has lost its connection.',
    why: 'The program that serves it ("realcave serve", or in a checkout "npm start") ended, or the machine slept.',
    fix: 'It connects again by itself. If it does not, start that program again and open the address that it prints.',
  },
}

export const lostAnswer: Envelope<never> = {
  ok: false,
  error: {
    ...disconnected.error,
    what: 'The connection was lost before the answer came.',
    fix: 'Look whether it was done all the same before you ask again.',
  },
}

export const tooLong: Envelope<never> = {
  ok: false,
  error: {
    code: 'TOO_LARGE',
    what: 'That is too much for one message.',
    why: 'A message to the panel may have 1 MiB.',
    fix: 'Send it in smaller parts.',
  },
}

export const neverSent: Envelope<never> = { ok: false, error: cancelled('It was not started.').info }
