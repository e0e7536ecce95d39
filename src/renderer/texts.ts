import type { FleetKind, FleetPhase } from '../shared/domain/fleet'
import type { ViewName } from './shell/route'

/** What the shell says: header, navigation, dock. Each view keeps its own texts beside itself. */
export const texts = {
  product: 'RealCAVE',
  navigation: 'Views',
  groups: { fleet: 'Fleet', data: 'Data', teach: 'Teach' },
  views: {
    services: 'Services',
    logs: 'Logs',
    requests: 'Requests',
    doctor: 'Doctor',
    annotations: 'Annotations',
    history: 'History map',
    versions: 'Versions',
    segmentation: 'Segmentation',
    cheatsheet: 'Cheat-sheet',
    lessons: 'Lessons',
    welcome: 'First steps',
  } satisfies Record<ViewName, string>,
  counts: { services: 'services', annotations: 'live rows', versions: 'versions' } satisfies Partial<
    Record<ViewName, string>
  >,
  kinds: { practice: 'practice fleet', genuine: 'genuine fleet' } satisfies Record<FleetKind, string>,
  phases: {
    down: 'not running',
    starting: 'starting',
    ready: 'ready',
    degraded: 'degraded',
    failed: 'failed',
    stopping: 'stopping',
  } satisfies Record<FleetPhase, string>,
  mending: 'being put right',
  looking: 'Looking at the fleet…',
  healthy: (healthy: number, all: number): string => `${healthy} of ${all} healthy`,
  copy: 'Copy',
  copyAddress: (address: string): string => `Copy ${address}`,
  getReady: 'Get demo-ready',
  getReadyHint: 'Probes every step and does what is missing. On a running fleet it only looks.',
  materialize: 'Materialize',
  materializeHint: 'Freezes all live rows into a new version.',
  reset: 'Reset…',
  resetHint: 'Asks which kind, and names what goes, before anything is changed.',
  themes: { light: 'Switch to dark', dark: 'Switch to light' },
  cancel: 'Cancel',
  lost: 'The panel has lost its core.',
  lostWhy: 'What you see may be old. It connects again by itself; the fleet goes on running.',
  terminal: 'Terminal',
  openTerminal: 'Open the terminal',
  closeTerminal: 'Close the terminal',
  resizeTerminal: 'Height of the terminal',
  broken: {
    what: 'This view failed to draw.',
    why: 'A defect of the panel, not of the fleet. Nothing was lost.',
    fix: 'Reload the panel. If it happens again, make a diagnostics bundle and report it.',
  },
  notLoaded: {
    what: 'This part of the panel could not be loaded.',
    why: 'Its files did not come, however often they were asked for: the network of this machine changes, or the panel’s core has ended.',
    fix: 'Reload the panel. If it does not come, look whether “realcave serve” still runs.',
  },
  reload: 'Reload',
} as const
