import { plural } from '../components/format'
import type { ImagesDownload } from '../../shared/domain/images'
import type { Service, ServiceName } from '../../shared/domain/service'
import type { StepState } from '../../shared/domain/step'
import type { FleetKind, FleetPhase, Healing } from '../../shared/domain/fleet'

const notUsable: Readonly<Partial<Record<FleetPhase, string>>> = {
  starting: 'The fleet is starting',
  failed: 'The fleet did not start',
  stopping: 'The fleet is stopping',
}

export const fleetTexts = {
  title: 'Services',
  about: 'The whole CAVE on this machine: how it starts, how each service is, and what puts it back.',
  kindTitle: {
    practice: 'This is the practice fleet',
    genuine: 'This is the genuine fleet',
  } satisfies Record<FleetKind, string>,
  notUsable: (phase: FleetPhase): string => notUsable[phase] ?? 'The fleet is not running',
  mended: 'The fleet is being put right',
  mendedAbout: 'It comes back by itself; nothing has to be done.',
  downAbout:
    'One click starts every service, makes the demo table and its first version. It takes a few seconds.',
  dashboard: 'Open the dashboard',
  dashboardHint: 'The fleet for an audience, in your browser: it only reads.',
  steps: 'Steps to demo-ready',
  stepsDone: (steps: number, time: string): string => `${steps} steps done in ${time}`,
  stepsHold: (steps: number): string => `All ${steps} steps were done already`,
  stepsProgress: (done: number, all: number): string => `${done} of ${all} done`,
  showSteps: 'Show the steps',
  hideSteps: 'Hide the steps',
  stepWords: {
    waiting: 'Waiting',
    probing: 'Looking',
    acting: 'Working',
    verifying: 'Checking',
    done: 'Done',
    failed: 'Failed',
    blocked: 'Blocked',
    cancelled: 'Cancelled',
  } satisfies Record<StepState, string>,
  already: 'it was so already',
  needs: (names: string): string => `needs: ${names}`,
  attempts: (count: number): string => `attempt ${count}`,
  log: (lines: number): string => `Log, last ${lines} ${lines === 1 ? 'line' : 'lines'}`,
  retry: 'Retry from here',
  services: 'Services',
  serviceWords: {
    stopped: 'Stopped',
    starting: 'Starting',
    healthy: 'Healthy',
    unhealthy: 'Unhealthy',
    absent: 'Absent',
  } satisfies Record<Service['state'], string>,
  columns: ['Service', 'State', 'Version', 'Memory', 'Uptime', 'Restarts'],
  memoryInAll: (size: string): string => `${size} of memory in all`,
  verbs: { start: 'Start', stop: 'Stop', restart: 'Restart' } satisfies Record<
    Service['actions'][number],
    string
  >,
  stopService: {
    title: (name: string): string => `Stop ${name}`,
    about: 'It stays stopped until you start it: nothing starts it by itself.',
    breaks: {
      gateway: 'Nothing of CAVE can be reached: neither clients nor this panel’s own reads.',
      info: 'Clients cannot find the datastack; those that are connected go on for a while.',
      schema: 'Annotations cannot be checked: new tables and rows are refused.',
      annotation: 'The live table can be neither read nor changed by clients.',
      pcg: 'Roots cannot be looked up, and no version can be made.',
      mat: 'Versions can be neither queried nor made.',
      'mat-worker':
        'Versions that are asked for wait in the queue. One that is being made will never be finished.',
      postgres: 'Everything but the graph stands still, and this panel shows no data. The data stays.',
      redis: 'No version can be made. What waits in the queue is lost.',
      bigtable: 'The segmentation graph is lost: it lives in its memory. A start rebuilds it.',
    } satisfies Record<ServiceName, string>,
  },
  restartHints: {
    postgres: 'every connection is cut, and the services are settled',
    redis: 'what waits in the queue is lost',
    'mat-worker': 'a version that is being made will never be finished',
    bigtable: 'the graph is lost, and is rebuilt',
  } satisfies Partial<Record<ServiceName, string>>,
  actions: 'Actions',
  readLogsOf: (service: string): string => `Read the logs of ${service}`,
  genuine: {
    title: 'The genuine fleet',
    about:
      'The published CAVE services themselves, on this machine’s Docker. The same API as here, without what practice leaves out.',
    looking: 'Looking for Docker and the images',
    noEngine: 'It needs Docker, and cannot be used on this machine now.',
    get: (size: string, time: string): string => `Get the genuine fleet (${size}, about ${time})`,
    getHint: (disk: string): string =>
      `It fills ${disk} of disk. This fleet runs on meanwhile, and nothing is switched unasked.`,
    loading: 'Getting the genuine fleet',
    loaded: (done: string, all: string): string => `${done} of ${all}`,
    cancel: 'Cancel the download',
    again: 'Go on with the download',
    cancelled: 'The download was cancelled. What is loaded stays.',
    here: 'All its images are on this machine.',
    imageWords: { waiting: 'waiting', loading: 'loading', ready: 'ready' } satisfies Record<
      ImagesDownload['images'][number]['state'],
      string
    >,
  },
  switch: {
    verbs: {
      genuine: 'Switch to the genuine fleet',
      practice: 'Switch to practice',
    } satisfies Record<FleetKind, string>,
    about: {
      genuine:
        'The practice fleet is stopped, and the genuine one starts at the same address. Its first start takes about half a minute.',
      practice:
        'The genuine fleet is stopped, and the practice fleet, a stand-in, starts at the same address. It takes a few seconds.',
    } satisfies Record<FleetKind, string>,
    stays:
      'Each fleet has tables and versions of its own. Those of the fleet that stops are kept, and are back when you switch back. Terminals start anew.',
    done: {
      genuine: 'The genuine fleet is in use',
      practice: 'The practice fleet is in use',
    } satisfies Record<FleetKind, string>,
  },
  noFleet: 'The fleet cannot be used now',
  graph: 'Segmentation graph',
  graphAbout:
    'Two supervoxels joined to one root. It lives in memory; a lost one is noticed and rebuilt by itself. Rebuild it here when you want it fresh.',
  rebuild: 'Rebuild graph',
  rebuilt: 'The graph is rebuilt',
  repairWorker: 'Repair the worker',
  repairHint:
    'Repair the worker: frees a workflow that hangs or was killed, so that the next one is not skipped',
  helper: (users: readonly string[]): string => `Network of ${users.join(' and ')}`,
  repaired: 'The materialization worker is repaired',
  repairedDetail: 'It takes workflows again. Materialize once more.',
  healing: {
    'under-way': 'The panel sees to it',
    healed: 'Seen to by the panel',
    failed: 'Not put right',
  } satisfies Record<Healing['state'], string>,
  healingAt: (time: string): string => `at ${time}`,
  dismiss: 'Dismiss',
  notLive: 'What you see may be old.',
  readAgain: 'Read again',
  baseline: 'Baseline',
  baselineAbout: 'What a clean reset goes back to.',
  baselineFirst: 'The state right after the first version.',
  baselineDeclared: 'Declared by you.',
  baselineNone: 'None yet. It is made with the first version.',
  baselineHolds: (tables: string, versions: string): string => `Holds ${tables} and ${versions}.`,
  setBaseline: 'Set to now',
  setBaselineHint: 'A clean reset then brings back the tables and versions as they are now.',
  clearBaseline: 'Back to the first version',
  clearBaselineHint: 'A clean reset then brings back the state right after the first version.',
  baselineGoes: (madeAt: string): string =>
    `The baseline that was declared at ${madeAt} goes. This cannot be undone.`,
  baselineHeld: (tables: string, versions: string): string => `It holds ${tables}, and versions ${versions}.`,
  replaceBaseline: 'Replace the baseline',
  dropBaseline: 'Remove the declared baseline',
  baselineSet: 'The baseline is set',
  baselineCleared: 'The baseline is the first version again',
  stop: 'Stop the fleet',
  stopAbout: 'Tables, versions and settings stay. “Get demo-ready” brings everything back.',
  stopVolumes: 'Remove all data as well',
  stopVolumesHint: 'Every table, every version and the baseline go. This cannot be undone.',
  stopAndRemove: 'Stop the fleet and remove all data',
  goesReading: 'Looking at what goes',
  goesUntold: 'The fleet does not answer, so its tables cannot be named: all of them go.',
  tableGoes: (name: string, rows: number): string => `${name} (${plural(rows, 'row')})`,
  tablesGo: (tables: readonly string[]): string =>
    tables.length === 0 ? 'There is no table.' : `Tables that go: ${tables.join(', ')}.`,
  versionsGo: (versions: readonly number[]): string =>
    versions.length === 0 ? 'There is no version.' : `Versions that go: ${versions.join(', ')}.`,
  baselineGoesToo: 'The declared baseline goes, too.',
  stopped: 'The fleet is stopped',
  ready: 'The fleet is ready',
  readyAt: (address: string): string => `caveclient reaches it at ${address}.`,
  materialized: (version: number): string => `Version ${version} is there`,
  materializedDetail: 'All live rows are frozen in it. Open it in Versions.',
  did: { start: 'started', stop: 'stopped', restart: 'restarted' },
  reset: {
    title: 'Reset the fleet',
    about: 'Nothing is changed until you press the button below.',
    live: 'Live table only',
    liveHint:
      'The demo table goes back to its two annotations with an empty history. Then a new version is made. Older versions stay.',
    clean: 'Clean reset',
    cleanHint:
      'Everything goes back to the baseline: tables, versions, the version counter, the terminal and lesson progress.',
    which: 'Kind of reset',
    reading: 'Looking at what goes',
    tables: 'Tables',
    fates: { restored: 'goes back', removed: 'is removed', kept: 'stays' },
    versionsGo: (versions: string): string => `Versions that go: ${versions}.`,
    versionsStay: 'No version goes.',
    after: 'Afterwards',
    act: { live: 'Reset the live table', clean: 'Reset everything' },
    done: { live: 'The live table is reset', clean: 'Everything is back at the baseline' },
    doneDetail: (versions: string): string => `Versions now: ${versions}.`,
  },
} as const
