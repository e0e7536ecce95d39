import { StringDecoder } from 'node:string_decoder'
import type { SpawnPty } from '../pty'
import type { TiedContainer } from '../../engine/tied'
import { killed } from '../../../shared/domain/terminal'
import { never, within } from '../../waiting/limit'
import { startLimit } from './container-python'

/** A session's Python in a container of its own, which ends with it. */
export const spawnInContainer =
  (open: () => Promise<TiedContainer>): SpawnPty =>
  async (options) => {
    const container = await open()
    // An engine that is gone has ended it; one that is left behind is removed when the next one is opened.
    const end = (): Promise<void> => container.end().catch(() => undefined)
    try {
      const { stream, resize, ended } = await within(never, startLimit, (signal) =>
        container.runInTerminal({
          command: [options.file, ...options.arguments],
          environment: options.environment,
          folder: options.folder,
          size: options.size,
          signal,
        }),
      )
      const decoder = new StringDecoder('utf8')
      stream.on('data', (content: Buffer) => options.onData(decoder.write(content)))
      void ended.then((status) => {
        options.onExit(status ?? killed)
        return end()
      })
      return {
        write: (data) => void stream.write(data),
        resize: (columns, rows) => void resize(columns, rows),
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
        // Its Python hears no hang-up; the container's end is the end of all that runs in it.
        kill: (force) => {
          void end()
          // An engine that does not answer does not end it either: at least its connection is given back.
          if (force) stream.destroy()
        },
      }
    } catch (error) {
      await end()
      throw error
    }
  }
