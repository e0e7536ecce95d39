import { protocol } from 'electron'
import { securityHeaders } from '../pages/content-security-policy'
import type { StaticFiles } from '../pages/static-files'
import { isPanelAddress, scheme } from './page'

/** Must run before the app is ready: the scheme is a secure origin of its own, like https; what was compiled of it is kept from start to start, where this Electron can. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

/** Serves the built panel, and nothing else of the disk, under the panel's own origin. */
export const servePage = (files: StaticFiles): void =>
  protocol.handle(scheme, async (request) => {
    const file = isPanelAddress(request.url) ? files.find(new URL(request.url).pathname) : undefined
    if (request.method !== 'GET' || file === undefined) {
      return new Response('There is no such file.', { status: 404, headers: securityHeaders })
    }
    return new Response(await file.read(), { headers: { ...securityHeaders, 'Content-Type': file.type } })
  })
