import type { FleetKind, FleetPhase } from '../../shared/domain/fleet'

const kinds: Readonly<Record<FleetKind, string>> = {
  genuine: 'Genuine fleet',
  practice: 'Practice fleet',
}

const phases: Readonly<Record<FleetPhase, string>> = {
  down: 'is down',
  starting: 'is starting',
  ready: 'is ready',
  degraded: 'works in part',
  failed: 'did not start',
  stopping: 'is stopping',
}

/** What the window's program says itself, in the system's own dialogs and in the tray. */
export const appTexts = {
  product: 'RealCAVE',
  unknown: 'Looking for the fleet',
  fleet: (kind: FleetKind, phase: FleetPhase): string => `${kinds[kind]} ${phases[phase]}`,
  open: 'Open RealCAVE',
  getReady: 'Get demo-ready',
  stop: 'Stop the fleet',
  dashboard: (address: string): string => `Open ${address.replace('http://', '')} in the browser`,
  quit: 'Quit RealCAVE',
  leaving: {
    message: (kind: FleetKind): string => `The ${kind} fleet runs. What shall become of it?`,
    detail:
      'Kept running, it goes on answering its clients, and the next start of RealCAVE finds it as it is. Stopped, its data is kept.',
    underWay: (job: string): string => `“${job}” is under way here and would be cut short.`,
    keep: 'Keep it running',
    stop: 'Stop it',
    stay: 'Cancel',
    remember: 'Do this from now on (Settings changes it)',
  },
  notStopped: { quit: 'Quit all the same', stay: 'Stay' },
  gone: {
    what: 'The panel’s page failed and was loaded again.',
    why: (reason: string): string => `Its process ended: ${reason}. The fleet was not touched.`,
    fix: 'Go on. If it happens again and again, make a diagnostics bundle and report it.',
  },
  keepsFailing: {
    message: 'The panel’s page keeps failing.',
    detail: (times: number, reason: string): string =>
      `Its process ended ${String(times)} times within a few minutes: ${reason}.\n\nThe fleet was not touched, and goes on. Load the page again, or quit and start RealCAVE anew; with the option --disable-gpu where the graphics driver is to blame. What happened stands in the home’s logs/panel.log.`,
    again: 'Load again',
    quit: 'Quit',
  },
  stuck: {
    message: 'The panel’s page does not answer.',
    detail:
      'It may be busy with something large. Loaded again, the panel goes on; what was typed and not sent is lost.',
    wait: 'Wait',
    again: 'Load again',
    what: 'The panel’s page was loaded again.',
    why: 'It had not answered for a while. The fleet was not touched.',
    fix: 'Go on. If it happens again and again, make a diagnostics bundle and report it.',
  },
  helper: {
    what: (name: string): string => `A part of the panel’s program failed: ${name}.`,
    why: (reason: string): string => `Its process ended: ${reason}. It is started again by itself.`,
    fix: 'Go on. If pictures or letters look wrong from now on, quit RealCAVE and start it again.',
  },
  unexpected: 'Something unexpected failed in the panel’s program.',
  ends: {
    message: 'RealCAVE has to end.',
    detail: (why: string, file: string): string =>
      `Something unexpected failed in its program: ${why}\n\nThe fleet was not touched, and goes on. Start RealCAVE again. If it happens again, report it with ${file}.`,
    again: 'Start again',
    quit: 'Quit',
  },
} as const
