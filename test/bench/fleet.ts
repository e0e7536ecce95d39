import { Client } from 'pg'
import { readProcessState, type ProcessState } from '../../src/main/practice/process-file'
import { place, run, type Place } from '../support/cli'
import { withTestPython } from '../support/python'

/** A verb of the built command line, which must succeed. */
export const realcave = async (...argv: readonly string[]): Promise<void> => {
  const { status, err } = await run(argv, withTestPython)
  if (status !== 0) throw new Error(`realcave ${argv.join(' ')} ended with ${String(status)}:\n${err}`)
}

export interface RunningFleet extends Place {
  readonly address: string
  readonly state: ProcessState
}

/** A practice fleet of the measurement's own, brought up by the command line; it ends with the test. */
export const runningFleet = async (): Promise<RunningFleet> => {
  const own = await place()
  await realcave('up', ...own.options)
  const state = await readProcessState(own.home)
  if (state === null) throw new Error('up ended well, yet no practice process is known.')
  return { ...own, address: `http://127.0.0.1:${String(own.port)}`, state }
}

/** A connection to the volume's database, past every service. */
export const connect = async ({ state }: RunningFleet): Promise<Client> => {
  const client = new Client({ host: '127.0.0.1', ...state.postgres, database: 'fake_volume' })
  await client.connect()
  return client
}
