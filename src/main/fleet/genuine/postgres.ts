import { z } from 'zod'
import { toFailure } from '../../../shared/errors'
import type { Finding, Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { until } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import { inAdmin, throwIfEnded, type GenuineParts } from './parts'

const one = z.object({ one: z.number() })

const look = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<Finding> => {
  try {
    await inAdmin(parts, fleet, signal, (session) => session.rows(one, 'select 1 as one'))
    return { holds: true, detail: 'It answers over TCP.' }
  } catch (error) {
    signal.throwIfAborted()
    return { holds: false, detail: toFailure(error).info.why }
  }
}

/**
 * The PostGIS image starts its server twice on a new volume: first for its own scripts, on the socket only, where a health
 * check within the container sees it. Over TCP it answers only when it stays ("database system is shutting down").
 */
export const postgres = (parts: GenuineParts): Step<Fleet> => ({
  id: 'postgres',
  title: 'PostgreSQL answers',
  needs: ['backing'],
  limit: { milliseconds: 180_000, reason: 'making a new cluster takes 2 s, on a slow disk a minute' },
  probe: (fleet, signal) => look(parts, fleet, signal),
  act: async (fleet, report, signal) => {
    await until(signal, async () => {
      const { holds, detail } = await look(parts, fleet, signal)
      if (holds) return true
      report.detail(`Waiting: ${detail}`)
      await throwIfEnded(parts, ['postgres'], signal)
      return false
    })
  },
  explain: explainAs('PostgreSQL does not answer.', 'Look at the log of postgres, then retry.'),
})
