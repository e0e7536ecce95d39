import { createConnection, createServer, type Socket } from 'node:net'
import type { EngineLink } from '../../../src/main/engine/engine-link'
import { linkTo } from '../../../src/main/engine/engine-link'
import { surroundingsHere } from '../../../src/main/engine/surroundings'

export interface CutSocket extends AsyncDisposable {
  readonly link: EngineLink
  /** As when the engine stops: every connection breaks, no new one is taken. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** A socket of our own before the engine's, so that the engine can go away without harm to others. */
export const cutSocket = async (path: string, engine = '/var/run/docker.sock'): Promise<CutSocket> => {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = createConnection(engine)
    for (const each of [near, far]) {
      open.add(each)
      each.on('error', () => undefined).on('close', () => open.delete(each))
    }
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  const mend = () => new Promise<void>((resolve) => server.listen(path, resolve))
  const cut = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const each of open) each.destroy()
    await closed
  }
  await mend()
  const surroundings = await surroundingsHere()
  const link = linkTo({ kind: 'socket', path }, surroundings)
  return {
    link,
    cut,
    mend,
    [Symbol.asyncDispose]: () => (server.listening ? cut() : Promise.resolve()),
  }
}
