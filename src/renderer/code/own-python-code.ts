import { toPython } from './python'

/** The one that the terminal has, and that the recordings of the contract were made with. */
export const clientVersion = '8.2.1'

export const installCode = `pip install caveclient==${clientVersion}`

/**
 * What all other code of the panel begins with: `client`, `datetime` and `pd`. The last argument keeps a practice address out of the user's
 * notes on their real work; the one before it keeps their real token from being sent here.
 */
export const connectCode = (datastack: string, address: string): string =>
  `import datetime, pandas as pd
from caveclient import CAVEclient
client = CAVEclient(${toPython(datastack)}, server_address=${toPython(address)}, auth_token="dummy", write_server_cache=False)`

export const tryCode = 'client.info.get_datastack_info()'

/** Takes back what a client has noted that was made without `write_server_cache=False`. */
export const forgetCode = (datastack: string): string =>
  `from caveclient.datastack_lookup import reset_server_address_cache
reset_server_address_cache(${toPython(datastack)})`
