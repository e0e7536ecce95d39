import { onTestFinished } from 'vitest'
import { openElectron, type ElectronForTest, type Launched } from '../../e2e/support/electron-panel'
import type { Found } from '../../e2e/support/needed'
import { freePort } from '../../support/free-port'
import { temporaryFolder } from '../../support/temporary-folder'
import { resolve } from 'node:path'
import { createServer } from 'node:http'

export interface OpenedPanel extends Launched {
  readonly program: ElectronForTest
  readonly home: string
  end(): Promise<void>
}

const checkout = resolve(import.meta.dirname, '../../..')

/** The built panel in a real Electron, over a home without a fleet: nothing of these tests needs one. */
export const openPanel = async (electron: Found): Promise<OpenedPanel> => {
  const { folder: home, remove } = await temporaryFolder('security')
  const program = await openElectron(electron)
  const end = async (): Promise<void> => {
    await program.end()
    await remove()
  }
  try {
    const port = String(await freePort())
    const launched = await program.launch(checkout, '--home', home, '--port', port, '--fleet', 'practice')
    // The first view, too, which the program itself goes to.
    await launched.page.waitForFunction(() => window.realcave !== undefined && location.hash !== '')
    await launched.page.locator('main h1').first().waitFor()
    return { ...launched, program, home, end }
  } catch (error) {
    await end()
    throw error
  }
}

export interface Bystander {
  /** http://127.0.0.1:PORT */
  readonly address: string
  /** The paths that were asked for. */
  readonly asked: readonly string[]
  /** Those of other protocols count, too. */
  readonly connections: () => number
}

/** A web site of somebody else's on this machine, which answers whatever it is asked for, to any origin. */
export const bystander = async (): Promise<Bystander> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
    response.end('<!doctype html><title>elsewhere</title>')
  })
  let connections = 0
  server.on('connection', () => (connections += 1))
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise<void>((closed) => {
      server.close(() => closed())
    })
  })
  const place = server.address()
  if (typeof place !== 'object' || place === null) throw new Error('The bystander has no port.')
  return { address: `http://127.0.0.1:${String(place.port)}`, asked, connections: () => connections }
}
