import type { ErrorInfo } from '../../shared/errors'
import { useFleet } from '../core/fleet-status'

/** A workflow of the practice fleet ends with its process: there is nothing to repair. */
const repairs = (): boolean => useFleet.getState().status?.kind === 'genuine'

/** Whether a repair of the materialization worker is what helps. */
export const isRepairable = ({ code }: Pick<ErrorInfo, 'code'>): boolean =>
  code === 'MATERIALIZATION_FAILED' && repairs()
