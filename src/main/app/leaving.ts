import { parseAddress } from './page'

/**
 * Whether the panel may hand an address to the user's browser: web pages, by name, and the fleet's own dashboard; nothing that a program
 * would open, and no other door of this machine.
 */
export const mayLeave = (address: string, dashboard: string | undefined): boolean => {
  const url = parseAddress(address)
  if (url === undefined || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (dashboard !== undefined && url.href === parseAddress(dashboard)?.href)
}
