import { create } from 'zustand'
import { toast, toastFailure, toasts, type ToastContent } from '../components/toast'
import type { ErrorInfo } from '../../shared/errors'
import { placeTexts as texts } from './place-texts'

/** Which way round something in the fleet's way is being asked about, in front of whatever view is open. */
type Asked = 'place' | 'foreign' | null

export const useWays = create<{ readonly asked: Asked }>()(() => ({ asked: null }))

/** The note that led there; it would stand before what is asked. */
let told: string | null = null

export const askWays = (asked: Asked): void => {
  if (asked !== null && told !== null) toasts.close(told)
  useWays.setState({ asked })
}

/** What can be done there and then about a failure of a start; undefined where only its fix in words helps. */
export const wayRound = ({ code }: Pick<ErrorInfo, 'code'>): ToastContent['action'] => {
  if (code === 'FLEET_FOREIGN') return { label: texts.foreign.ask, run: () => askWays('foreign') }
  if (code === 'PORT_TAKEN') return { label: texts.askPort, run: () => askWays('place') }
  return undefined
}

/** Says that a start did not succeed; where there is a way round, the rest is told there. */
export const tellNotStarted = (error: ErrorInfo): void => {
  const action = wayRound(error)
  if (action === undefined) toastFailure(error)
  else told = toast({ tone: 'bad', title: error.what, action })
}
