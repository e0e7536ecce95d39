export const codeTexts = {
  copy: 'Copy this code',
  copyCommand: 'Copy this command',
  type: 'Type it into the terminal',
  run: 'Run it in the terminal',
  codeThat: (does: string): string => `Code that ${does}`,
  commandThat: (does: string): string => `Command that ${does}`,
  noCall: 'caveclient has no call for this. In a shell of this machine it is the panel’s own verb:',
  noCallAnywhere:
    'caveclient has no call for this: versions are removed on the server, and here by this panel.',
  same: {
    button: 'The same in code',
    title: 'The same in code',
    materialize: 'Materialize',
    materializeAbout:
      'caveclient has no call for it: its session sends CAVE’s own request, which is answered at once. The version is there some seconds later; the last line below shows how far it is.',
    reset: 'Reset',
    getReady: 'Get demo-ready',
    does: {
      materialize: 'makes a version',
      versions: 'lists the versions, those that are being made, too',
      reset: 'resets the live table',
      resetClean: 'puts everything back to the baseline',
      up: 'gets the fleet ready',
      rebuildGraph: 'rebuilds the graph',
      setBaseline: 'declares the present state the baseline',
    },
  },
} as const
