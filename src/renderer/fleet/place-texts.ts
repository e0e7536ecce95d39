import { plural } from '../components/format'

export const placeTexts = {
  ask: 'Port and project',
  askPort: 'Choose another port',
  title: 'Port and project',
  about: 'Where this home’s fleet is. Remembered for every later start, here and on the command line.',
  port: 'Port on 127.0.0.1',
  portHint: (free: number): string => `Clients connect there. A port that is free now: ${String(free)}.`,
  portPlain: 'Clients connect there.',
  portWrong: 'A whole number from 1 to 65535.',
  project: 'Compose project',
  projectHint: 'What containers and volumes of the genuine fleet are named after.',
  projectWrong: 'Lower-case letters, digits, “-” and “_”, beginning with a letter or digit.',
  restarts: 'The fleet that runs is stopped, and started again there. Its data is kept.',
  otherData:
    'Tables and versions of the genuine fleet stay with their project: under another name it begins anew, and under the old one they are there again.',
  act: 'Use these',
  actAndStart: 'Use these and start again',
  chosen: 'Port and project are remembered',
  chosenDetail: (port: number, project: string): string =>
    `The next start uses port ${String(port)} and the project ${project}.`,
  foreign: {
    ask: 'Show the ways on',
    title: 'Another set-up has this name',
    about: (project: string): string =>
      `What is named ${project} on this machine’s Docker was not made by this home. It is never changed or removed by itself.`,
    looking: 'Looking at what is in the way',
    objects: 'What is in the way',
    madeBy: (origin: string): string => `made by ${origin}`,
    running: 'runs',
    stopped: 'stopped',
    which: 'What becomes of it',
    stop: (count: number): string =>
      `Stop ${plural(count, 'container')} that ${count === 1 ? 'runs' : 'run'}`,
    stopHint: (names: readonly string[]): string =>
      `${names.join(', ')} ${names.length === 1 ? 'stops' : 'stop'}. Nothing is removed: “docker start” brings ${names.length === 1 ? 'it' : 'them'} back.`,
    leave: 'Leave it as it is',
    leaveHint: (ports: readonly number[]): string =>
      ports.length === 0
        ? 'It goes on, and takes its share of memory.'
        : `It goes on, takes its share of memory, and keeps ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}.`,
    name: 'Start under the project name',
    nameHint: 'What was made with a name keeps it, stopped or not: this fleet needs one of its own.',
    act: (project: string): string => `Start as ${project}`,
    stopAndAct: (count: number, project: string): string =>
      `Stop ${count === 1 ? 'it' : 'them'} and start as ${project}`,
    cancel: 'Cancel, change nothing',
    gone: 'Nothing of others is in the way any more.',
    again: 'Start the fleet',
  },
} as const
