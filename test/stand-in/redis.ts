import { once } from 'node:events'
import { connect } from 'node:net'
import { needed } from './settings'

type Reply = string | number | null | readonly Reply[]

const unfinished = Symbol('the reply is not all there')

/** One reply from `at` on, and where it ends. */
const parse = (text: string, at: number): readonly [Reply | Error, number] | typeof unfinished => {
  const end = text.indexOf('\r\n', at)
  if (end < 0) return unfinished
  const [kind, rest] = [text[at], text.slice(at + 1, end)]
  if (kind === ':') return [Number(rest), end + 2]
  if (kind === '-') return [new Error(rest), end + 2]
  if (kind === '+') return [rest, end + 2]
  const length = Number(rest)
  if (length < 0) return [null, end + 2]
  if (kind === '$') {
    const stop = end + 2 + length
    return text.length < stop + 2 ? unfinished : [text.slice(end + 2, stop), stop + 2]
  }
  const items: Reply[] = []
  let next = end + 2
  for (let index = 0; index < length; index += 1) {
    const found = parse(text, next)
    if (found === unfinished) return unfinished
    const [item, after] = found
    if (item instanceof Error) return [item, after]
    items.push(item)
    next = after
  }
  return [items, next]
}

/** One command on a connection of its own; what is stored here is plain ASCII. */
export const redis = async (...command: readonly (string | number)[]): Promise<Reply> => {
  const host = needed('REDIS_HOST')
  const socket = connect({ host, port: Number(needed('REDIS_PORT')) }).setEncoding('latin1')
  try {
    await once(socket, 'connect')
    const words = command.map((word) => `$${String(word).length}\r\n${String(word)}\r\n`)
    socket.write(`*${command.length}\r\n${words.join('')}`)
    let text = ''
    for await (const chunk of socket) {
      text += String(chunk)
      const found = parse(text, 0)
      if (found === unfinished) continue
      if (found[0] instanceof Error) throw found[0]
      return found[0]
    }
    throw new Error('Connection closed by server.')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`Error -2 connecting to ${host}:6379. ${why}`, { cause: error })
  } finally {
    socket.destroy()
  }
}
