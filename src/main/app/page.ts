/** The panel's own origin. A standard, secure scheme: no file:// page, nothing from the network. */
export const scheme = 'realcave'
export const pageAddress = `${scheme}://panel/`

/** Whether an address is the panel's own page; everything else is foreign. */
export const isPanelAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === `${scheme}:` && host === 'panel'
}
