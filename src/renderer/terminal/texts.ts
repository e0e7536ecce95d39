import { killed } from '../../shared/domain/terminal'

export const terminalTexts = {
  title: 'Terminal',
  about: 'Python with the official caveclient; client is ready',
  states: {
    absent: 'No Python environment yet',
    preparing: 'Preparing Python',
    ready: 'Ready',
    failed: 'Python is not ready',
  },
  preparing: 'The Python environment is made once and kept.',
  looking: 'Looking for the Python environment…',
  opening: 'Starting Python…',
  needsFleet: 'The terminal starts with the fleet',
  needsFleetAbout: 'Its client connects to the fleet at once. Get the fleet ready, and Python starts here.',
  waiting: {
    title: 'As soon as Python is ready:',
    runs: 'runs',
    types: 'is typed',
    forget: 'Forget it',
  },
  retry: 'Try again',
  getPython: 'Get Python',
  pythonPage: 'https://www.python.org/downloads/',
  restart: 'Restart Python',
  ended: (code: number): string => {
    if (code === 0) return 'The session has ended. What is on the screen stays until you start again.'
    if (code === killed)
      return `Python was ended from outside (status ${code}), as is done where it takes too much memory.`
    return `Python has ended unexpectedly (status ${code}).`
  },
  startAgain: 'Start again',
  leave: 'F6 leaves the terminal',
  lost: '· not connected now',
} as const
