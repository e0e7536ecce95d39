import type { FleetKind } from '../../shared/domain/fleet'
import { plural } from '../components/format'

export const welcomeTexts = {
  title: 'Welcome to a CAVE of your own',
  about:
    'CAVE keeps what people mark in the image of a brain: points, the cell that each lies on, and every version of both. All of it runs on this machine. Nothing leaves it, and nothing can be broken for good.',
  steps: 'First steps',
  stepStates: { done: 'done', now: 'now', later: 'comes later' },
  fleet: {
    title: {
      practice: 'You have the practice fleet',
      genuine: 'You have the genuine fleet',
    } satisfies Record<FleetKind, string>,
    unknown: 'Your fleet',
    about: {
      practice:
        'A stand-in of the CAVE services with a real database behind it: the same API at the same address, and nothing to download.',
      genuine: 'The published CAVE services themselves, in containers on this machine’s Docker.',
    } satisfies Record<FleetKind, string>,
    more: 'The genuine fleet, and what it takes',
    less: 'Hide',
    noEngine: (why: string): string => `The genuine fleet needs Docker. ${why}`,
    here: 'The images of the genuine fleet are on this machine, too: a switch takes about half a minute.',
    cost: (size: string, time: string, disk: string): string =>
      `The genuine fleet would be ${size} to download, about ${time} on a usual line, and ${disk} of disk. Only when you ask for it.`,
    ownCost: (size: string, time: string): string =>
      `Its first start downloads ${size}, about ${time} on a usual line.`,
    nothing: 'Everything it needs is on this machine.',
    classroom: 'In a classroom one machine downloads, and the others need no network:',
    save: 'realcave images save FOLDER',
    load: 'realcave images load FOLDER',
  },
  start: {
    title: 'Start it',
    done: 'It is running',
    downAbout: (steps: number): string =>
      `${plural(steps, 'step')}: databases, services, a small segmentation, a demo table with two annotations, and its first version.`,
    time: {
      practice: 'It takes a few seconds.',
      genuine: 'The first time takes about half a minute, later ones a few seconds.',
    } satisfies Record<FleetKind, string>,
    again: 'Try again',
    progress: (done: number, all: number, time: string): string => `${done} of ${all} steps, ${time}`,
    at: (address: string): string => `Clients reach it at ${address}, from this machine alone.`,
  },
  query: {
    title: 'Ask it the first question',
    done: 'You asked it the first question',
    question:
      'Which cell does each annotated point lie on? One line of Python asks the newest version of the table:',
    later: 'One line of Python: which cell does each annotated point lie on?',
    codeDoes: 'asks the first question',
    run: 'Run the first query',
    again: 'Run it again',
    runHint: 'It is typed into the terminal below, where you see it and its answer.',
    typing: 'It runs in the terminal below.',
    waits:
      'It is typed as soon as Python is ready, whichever view you are in then: a minute or two, this once.',
    panel: 'Ask through the panel instead',
    panelMeanwhile: 'Ask through the panel now',
    noPython: 'The terminal has no Python yet.',
    answered: 'CAVE has answered.',
    reading: 'Reading the answer',
  },
  answer: {
    label: 'The answer',
    caption: (version: number, rows: string): string => `Version ${version} of my_cave_table: ${rows}`,
    byPanel:
      'The panel read this itself, the same rows that the line above brings. Copy it for a Python of your own.',
    first: (shown: number, total: number): string => `The first ${shown} of ${total} points lie`,
    oneCell: (root: string): string => `on one cell, ${root}`,
    cells: (cells: string): string => `on ${cells}`,
    outside: 'outside the segmentation, on no cell',
    someOutside: (points: number): string => `${points} of them outside the segmentation, on none`,
    columns: {
      id: 'The number of the annotation. An edit gets a new one, and the old row stays.',
      tag: 'What somebody wrote about the point.',
      pt_position: 'Where it is: x, y and z in voxels.',
      pt_supervoxel_id: 'The small piece of image that it lies in. Pieces never change.',
      pt_root_id:
        'The cell that this piece belongs to. This changes as people correct the segmentation, and CAVE keeps track.',
    },
    none: 'There is no version yet',
    noneAbout: 'A version is a snapshot of all tables. “Materialize”, above, makes one; then ask again.',
    empty: 'This version of my_cave_table has no rows',
    emptyAbout:
      'Its annotations were deleted before it was made. “Reset”, above, brings the two of the demo back.',
  },
  next: {
    title: 'What now?',
    tour: 'Take the tour (2 minutes)',
    lessons: 'Go through a lesson',
    services: 'To the fleet',
    skip: 'Skip this',
    skipHint: 'The panel opens with the fleet from now on. “First steps” stays in the navigation.',
  },
} as const

export type AnswerColumn = keyof typeof welcomeTexts.answer.columns
