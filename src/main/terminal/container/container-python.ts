import { join, posix } from 'node:path'
import { readFile } from 'node:fs/promises'
import { Failure } from '../../../shared/errors'
import type { DockerEngine } from '../../engine/engine'
import type { TiedContainer } from '../../engine/tied'
import { within } from '../../waiting/limit'
import { homeFolder, scratchFolder, sessionFiles } from './session-files'
import { runTunnel } from './tunnel'
import { kinds, writeFrame } from './tunnel-frames'

/** The engine's part that a Python in a container needs, and the image that carries one. */
export interface ContainerSource {
  readonly engine: Pick<DockerEngine, 'missingImages' | 'runOnce' | 'openTied'>
  readonly image: string
}

/** An engine that has much to do takes seconds. */
export const startLimit = { milliseconds: 60_000, waitingFor: 'the container of the terminal' } as const

/** What a session in a container knows: nothing of our environment. */
export const containerEnvironment = (address: string): Readonly<Record<string, string>> => ({
  HOME: homeFolder,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  IPYTHONDIR: posix.join(homeFolder, 'ipython'),
  // As on the machine: replayed output must not ask where the cursor is.
  PROMPT_TOOLKIT_NO_CPR: '1',
  // The root of the container is read-only.
  PYTHONDONTWRITEBYTECODE: '1',
  REALCAVE_ADDRESS: address,
})

const notOpened = (why: string): Failure =>
  new Failure({
    code: 'ENGINE_FAILED',
    what: 'The container of the terminal was not opened.',
    why,
    fix: 'Try again. If it happens again, restart Docker, or install Python on this machine.',
  })

const portOf = (address: string): number => {
  const { port } = new URL(address)
  return port === '' ? 80 : Number(port)
}

/** Opens a container in which 127.0.0.1:PORT is the fleet's, as it is here. It is the caller's to end. */
export const openContainer = async (
  { engine, image }: ContainerSource,
  resources: string,
  address: string,
  signal: AbortSignal,
): Promise<TiedContainer> => {
  const port = portOf(address)
  const [files, tunnel] = await Promise.all([
    sessionFiles(resources),
    readFile(join(resources, 'python', 'realcave_tunnel.py'), 'utf8'),
  ])
  const command = ['python', '-I', '-X', 'utf8', '-c', tunnel, String(port), scratchFolder]
  const container = await within(signal, startLimit, (own) =>
    engine.openTied({ image, command, environment: {} }, own),
  )
  let said = ''
  container.errors.on('data', (content: Buffer) => (said = (said + content.toString('utf8')).slice(-2000)))
  try {
    await within(signal, startLimit, async () => {
      await new Promise<void>((resolve, reject) => {
        void container.gone.then(() => reject(notOpened(`Its first program ended. ${said.trim()}`.trim())))
        container.input.on('error', () => undefined)
        // A break of the tunnel is the container's end; an engine that has gone has ended it.
        void runTunnel({ ...container, port, onReady: resolve })
          .catch(() => container.end())
          .catch(() => undefined)
        container.input.write(writeFrame(0, kinds.files, Buffer.from(JSON.stringify(files))))
      })
    })
  } catch (error) {
    // What went wrong is told, not that it could not be cleared away; the next one that is opened does that.
    await container.end().catch(() => undefined)
    throw error
  }
  return container
}
