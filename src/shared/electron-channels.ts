/** Names of the Electron messages that carry the contract. Each call and each stream has one of its own. */
export const callMessage = (channel: string): string => `realcave:call:${channel}`
export const openMessage = (channel: string): string => `realcave:open:${channel}`
/** Cancels the call, or ends the stream, of an id. */
export const endMessage = 'realcave:end'
/** From the core: an item of the stream of an id, or its end. */
export const itemMessage = 'realcave:item'
export const endedMessage = 'realcave:ended'
