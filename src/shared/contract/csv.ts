import { z } from 'zod'
import { pageQuery } from '../domain/annotation'
import { call } from './channel'

/** More is read with caveclient, in parts: the rows are held in memory while they are written. */
export const mostSavedRows = 200_000

export const csvChannels = {
  /** Every row of the question, as one moment has them, to a file in the home's folder `csv` (ADR 23). */
  'csv.save': call(
    pageQuery.omit({ offset: true, limit: true }),
    z.object({ file: z.string(), rows: z.number().int(), bytes: z.number().int() }),
  ),
}
