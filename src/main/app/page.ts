/** The panel's own origin. A standard, secure scheme: no file:// page, nothing from the network. */
export const scheme = 'realcave'
export const pageAddress = `${scheme}://panel/`

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
