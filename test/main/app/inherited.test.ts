import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder'

describe.skipIf(process.platform !== 'linux')('a process that outlives its starter', () => {
  let bundle = ''
  let remove = async (): Promise<void> => undefined

  beforeAll(async () => {
    const made = await temporaryFolder('inherited')
    remove = made.remove
    bundle = `${made.folder}/inherited.cjs`
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: resolve('src/main/app/inherited.ts'),
        outDir: made.folder,
        target: 'node18',
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'inherited.cjs' } },
      },
    })
  })
  afterAll(() => remove())

  /** A child that was handed a socket of ours as descriptor 3, and writes which of 0, 1, 2 and 3 it has in the end. */
  const openIn = async (before: string): Promise<string> => {
    const code = `${before}
      const open = [0, 1, 2, 3].filter((n) => { try { require('fs').fstatSync(n); return true } catch { return false } })
      process.stdout.write(open.join(' '))`
    const server = createServer()
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done)
    })
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
    const socket = connect(address.port, '127.0.0.1')
    await once(socket, 'connect')
    const child: ChildProcess = spawn(process.execPath, ['-e', code], {
      stdio: ['ignore', 'pipe', 'inherit', socket],
    })
    let out = ''
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
    await once(child, 'close')
    socket.destroy()
    server.close()
    return out
  }

  test('has its starter’s socket at first', async () => {
    await expect(openIn('')).resolves.toBe('0 1 2 3')
  })

  test('closes it, and keeps its own output', async () => {
    await expect(openIn(`require(${JSON.stringify(bundle)}).closeInherited()`)).resolves.toBe('0 1 2')
  })
})
