import { Failure } from '../../shared/errors'
import { isPanelAddress } from './page'

/** As much of an IPC event as tells who sent it. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

/** Messages are heard from the main frame of the panel's own page only. */
export const checkSender = ({ senderFrame }: Sender): void => {
  if (senderFrame?.parent === null && isPanelAddress(senderFrame.url)) return
  throw new Failure({
    code: 'BAD_INPUT',
    what: 'A message was refused.',
    why: `It came from ${senderFrame?.url ?? 'a frame that is gone'}, which is not the panel's page.`,
    fix: 'Close that page.',
  })
}
