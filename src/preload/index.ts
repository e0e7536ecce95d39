import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../shared/bridge'
import type { Answer, Asked, CallName, StreamName } from '../shared/contract'
import { isCallName, isStreamName } from '../shared/contract/names'
import { callMessage, endedMessage, endMessage, itemMessage, openMessage } from '../shared/electron-channels'
import type { Envelope } from '../shared/envelope'

interface OpenStream {
  readonly item: (envelope: Envelope<never>) => void
  readonly ended: () => void
}

const streams = new Map<number, OpenStream>()
let lastId = 0

ipcRenderer.on(itemMessage, (_event, id: number, envelope: Envelope<never>) => {
  streams.get(id)?.item(envelope)
})

ipcRenderer.on(endedMessage, (_event, id: number) => {
  const stream = streams.get(id)
  streams.delete(id)
  stream?.ended()
})

const refuse = (channel: never): never => {
  throw new TypeError(`"${String(channel)}" is not a channel of the panel.`)
}

/** Exactly the contract: no other message can be sent or heard from a page. */
const bridge: Bridge = {
  shell: 'electron',

  call<K extends CallName>(channel: K, input: Asked<K>) {
    if (!isCallName(channel)) return refuse(channel)
    const id = ++lastId
    const answer: Promise<Envelope<Answer<K>>> = ipcRenderer.invoke(callMessage(channel), id, input)
    return { answer, cancel: () => ipcRenderer.send(endMessage, id) }
  },

  stream<K extends StreamName>(
    channel: K,
    input: Asked<K>,
    item: (envelope: Envelope<Answer<K>>) => void,
    ended: () => void,
  ) {
    if (!isStreamName(channel)) return refuse(channel)
    const id = ++lastId
    streams.set(id, { item, ended })
    ipcRenderer.send(openMessage(channel), id, input)
    return () => {
      if (streams.delete(id)) ipcRenderer.send(endMessage, id)
    }
  },
}

contextBridge.exposeInMainWorld('realcave', bridge)
