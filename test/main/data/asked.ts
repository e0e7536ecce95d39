import { openData, type Data } from '../../../src/main/data/data'
import type { Page, Row } from '../../../src/shared/domain/annotation'
import type { Asked } from '../../../src/shared/contract'
import { pageQuery } from '../../../src/shared/domain/annotation'
import { toFailure, type ErrorInfo } from '../../../src/shared/errors'
import { startTestFleet, type TestFleet } from './fleet'

export const { signal } = new AbortController()

/** EWKB of POINT Z (600 100 10), as PostGIS prints it. */
export const pointHex = '01010000800000000000C0824000000000000059400000000000002440'

export interface Opened {
  readonly fleet: TestFleet
  readonly data: Data
  close(): Promise<void>
}

export const openTestData = async (): Promise<Opened> => {
  const fleet = await startTestFleet()
  const data = openData(() => Promise.resolve(fleet.connection))
  return {
    fleet,
    data,
    close: async () => {
      await data.close()
      await fleet.close()
    },
  }
}

export const createTable = (data: Data, name: string, schemaType = 'bound_tag') =>
  data['tables.create'](
    { name, schemaType, description: 'made by a test', voxelResolution: [8, 8, 40] },
    signal,
  )

/** A page as the contract fills it in. */
export const readPage = (data: Data, asked: Asked<'annotations.page'>): Promise<Page> =>
  data['annotations.page'](pageQuery.parse(asked), signal)

export const cellsOf = (page: Pick<Page, 'columns' | 'rows'>, column: string): Row => {
  const index = page.columns.findIndex(({ name }) => name === column)
  return page.rows.map((row) => row[index] ?? null)
}

/** What a refused call says. */
export const refusal = (work: Promise<unknown>): Promise<ErrorInfo> =>
  work.then(
    (value) => {
      throw new Error(`it was not refused: ${JSON.stringify(value)}`)
    },
    (error: unknown) => toFailure(error).info,
  )
