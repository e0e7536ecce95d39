import { startPracticeForTest } from '../support/practice'
import { temporaryFolder } from '../support/temporary-folder'

export interface FleetUnderContract {
  readonly address: string
  readonly homeFolder: string
  stop(): Promise<void>
}

/**
 * The fleet that has to answer as was recorded: a practice fleet of the test's own, or the running one that `CONTRACT_ADDRESS` names
 * (the genuine fleet, say). It has its datastack and no annotation table yet.
 */
export const fleetUnderContract = async (): Promise<FleetUnderContract> => {
  const address = process.env['CONTRACT_ADDRESS']
  if (address === undefined) return startPracticeForTest()
  const { folder, remove } = await temporaryFolder('contract')
  return { address, homeFolder: folder, stop: remove }
}
