import type { Pool, PoolClient } from 'pg'

/** All of `work` or nothing of it. */
export const inTransaction = async <T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> => {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      // The connection itself is gone: it is not given back, and the first error says why.
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
