import type { ViewName } from '../views/route'

export interface TourStop {
  readonly view: ViewName
  /** What this is, in a sentence. */
  readonly tells: string
  /** The one thing to do or to see here. */
  readonly look: string
  /** What has to be in sight for it, where other things stand above: a selector. */
  readonly brings?: string
}

export const tourTexts = {
  label: 'Tour',
  place: (stop: number, all: number): string => `${stop} of ${all}`,
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  end: 'End the tour',
  show: (view: string): string => `Show ${view}`,
  keys: '← and → lead through it, Esc ends it.',
  done: 'That was the tour',
  doneDetail: '“First steps” in the navigation begins it again.',
  stops: [
    {
      view: 'services',
      tells: 'The fleet: a CAVE is made of services, and all of them run on this machine.',
      look: 'Look at the column State. A service that is not healthy says why, and most are put right by themselves.',
      brings: '.services',
    },
    {
      view: 'annotations',
      tells: 'The live table: points in the volume, each with what somebody wrote about it.',
      look: 'Click a row. Its details open, and below them the line of Python that does the same.',
    },
    {
      view: 'history',
      tells: 'Nothing is overwritten: an edit ends one row and begins the next, in the same lane.',
      look: 'Drag the cursor along the map. The table below it shows the world at that moment.',
    },
    {
      view: 'versions',
      tells:
        'A version freezes all live rows and looks up the cell below each point. It never changes again.',
      look: 'Click the oldest version: it still answers as on its first day.',
    },
    {
      view: 'segmentation',
      tells:
        'Small pieces of image never change; which cell they belong to does. The graph knows it at every moment.',
      look: 'Click into the picture: the piece there, and its cell.',
    },
    {
      view: 'requests',
      tells: 'What clients ask of CAVE, as they ask it: the terminal, your own scripts, this panel.',
      look: 'Run a query in the terminal and watch its requests arrive.',
    },
    {
      view: 'cheatsheet',
      tells: 'Every command on one page. In other views it stands beside the terminal.',
      look: 'Type one into the terminal with the keyboard sign, or run it with the arrow.',
    },
    {
      view: 'lessons',
      tells: 'Stories that run by themselves: each step is typed for you, and checked.',
      look: 'Open “The proof, in five parts” when you have five minutes.',
    },
  ] satisfies readonly TourStop[],
} as const
