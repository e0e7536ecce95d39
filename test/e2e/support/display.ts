import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'

/** A screen for windows: the one that is there, else an Xvfb on a display that it finds free itself. */
export interface Display {
  readonly name: string
  end(): Promise<void>
}

/** X servers are ready in a fraction of a second; this allows for a busy machine. */
const limit = 20_000

const numberFrom = (pipe: Readable, child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const late = setTimeout(() => reject(new Error(`Xvfb was not ready within ${limit} ms.`)), limit)
    const end = (): void => clearTimeout(late)
    pipe.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.includes('\n')) return
      end()
      resolve(text.trim())
    })
    child.once('error', (error) => {
      end()
      reject(error)
    })
    child.once('exit', (status) => {
      end()
      reject(new Error(`Xvfb ended with status ${status}.`))
    })
  })

export const openDisplay = async (): Promise<Display> => {
  const present = process.env['DISPLAY']
  if (process.platform !== 'linux') return { name: present ?? '', end: () => Promise.resolve() }
  if (present !== undefined && present !== '') return { name: present, end: () => Promise.resolve() }
  // -displayfd makes it choose a display nobody has, and say which as soon as it listens.
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp']
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const pipe = child.stdio[3]
  if (pipe === null || pipe === undefined || !('read' in pipe))
    throw new Error('Xvfb has no pipe to tell its display.')
  return {
    name: `:${await numberFrom(pipe, child)}`,
    end: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
