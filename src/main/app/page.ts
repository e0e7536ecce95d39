import { speakerHash } from '../../shared/speaker-page'

/** The panel's own origin. A standard, secure scheme: no file:// page, nothing from the network. */
export const scheme = 'realcave'
export const pageAddress = `${scheme}://panel/`

/** The one page that may open in a second window. */
export const isSpeakerAddress = (address: string): boolean => address === `${pageAddress}${speakerHash}`

/** An address taken apart; undefined where it is none. (URL.canParse came to Node after the oldest Electron we run in.) */
export const parseAddress = (address: string): URL | undefined => {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

/** Whether an address is the panel's own page; everything else is foreign. */
export const isPanelAddress = (address: string): boolean => {
  const url = parseAddress(address)
  return url?.protocol === `${scheme}:` && url.host === 'panel'
}
