import { clientVersion } from '../code/own-python-code'

export const ownPythonTexts = {
  title: 'Use it from your own Python or Jupyter',
  about: 'What to install, three lines, the token, and what the client remembers.',
  steps: {
    install: 'Install, once',
    installHint: 'Any Python from 3.9 on; in a notebook %pip. The panel’s own terminal has it already.',
    connect: 'Connect',
    connectHint: 'All code that the panel shows goes on from here.',
    ask: 'Ask',
    askHint: 'An answer means that you are connected.',
  },
  does: {
    install: 'installs the client',
    connect: 'connects to this fleet',
    ask: 'asks for the datastack',
    forget: 'takes a noted address back',
  },
  more: 'The token, what the client remembers, and what bites later:',
  moreLink: 'Cheat-sheet',
  address: 'Address',
  copyAddress: 'Copy the address',
  facts: 'Good to know',
  host: '127.0.0.1, not localhost',
  hostAbout:
    'On Windows each new connection to localhost can wait for 21 seconds. The fleet answers on this machine alone.',
  token: 'The token',
  tokenAbout: `Nobody checks it here, and caveclient ${clientVersion} works without. Give "dummy" all the same: a client without auth_token takes the token of your real work from ~/.cloudvolume/secrets and sends it here. Do not save the dummy one: production would be asked with it.`,
  memory: 'What the client remembers',
  memoryAbout: (datastack: string): string =>
    `Without write_server_cache=False it notes in ~/.cloudvolume/secrets that ${datastack} is at this address, even where connecting fails. Your real datastacks keep their servers, unless you name one of them with this address: from then on its name alone leads here. To take a note back:`,
  version: 'The newest version',
  versionAbout:
    'A client keeps to the version that was the newest when it first asked. After a new one make a new client, or name it: materialization_version=2.',
} as const
