import type { Version } from '../../shared/domain/version'
import { plural } from '../components/format'

export const historyTexts = {
  title: 'History map',
  about: 'Every row that ever was, from its creation to the edit that replaced it. Nothing is overwritten.',
  table: 'Table',
  value: 'Value shown in the blocks',
  downAbout: 'The history lives in its database. Get the fleet ready to see it.',
  reading: 'Reading the history',
  noTables: 'No table yet',
  noTablesAbout:
    '“Get demo-ready” makes the demo table. Your own tables, made with caveclient, appear here as well.',
  noRows: 'No rows yet',
  noRowsAbout:
    'The first annotation begins the first lane. Add one in Annotations or with caveclient; it appears at once.',
  toAnnotations: 'Open Annotations',
  noMatch: 'No lineage matches',
  noMatchAbout: 'Change or clear the filter.',
  clearFilter: 'Clear the filter',
  map: 'Lineages over time',
  now: 'now',
  inAll: (lanes: number, rows: number): string => `${plural(lanes, 'lineage')}, ${plural(rows, 'row')}`,
  shownOf: (shown: number, lanes: number): string =>
    `${shown.toLocaleString('en')} of ${plural(lanes, 'lineage')}`,
  incomplete: (rows: number): string =>
    `The newest ${rows.toLocaleString('en')} rows are drawn. Older ones are in Annotations, under “All rows”.`,
  search: 'Value or id',
  searchLabel: 'Show lineages that ever had this value or id',
  which: {
    label: 'Which lineages',
    all: 'All',
    edited: 'Edited',
    editedHint: 'Lineages of more than one row',
    deleted: 'Deleted',
    deletedHint: 'Lineages whose newest row is deleted',
  },
  shape: { label: 'Shown as', map: 'Map', list: 'List', listHint: 'Every row in words, lane by lane' },
  spacing: {
    label: 'Spacing of time',
    clock: 'Clock',
    clockHint: 'A minute is as wide as any other',
    events: 'Events',
    eventsHint: 'Each event is as far from the next as any other: pauses shrink',
  },
  zoom: 'Zoom',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (−)',
  fit: 'Show the whole time (0)',
  taller: 'Taller lanes (])',
  flatter: 'Flatter lanes ([)',
  keys: 'Drag the time, or ← → from event to event, Page keys from version to version, ↑ ↓ from lane to lane. Ctrl + wheel zooms.',
  cursor: 'Time cursor',
  cutWords: ({ status, valid }: Version): string => {
    if (status === 'RUNNING') return 'in the making'
    if (status === 'FAILED') return 'failed'
    return status === 'EXPIRED' || !valid ? 'expired' : 'without this table'
  },
  list: {
    label: 'Every row, lane by lane',
    lineage: 'lineage',
    until: 'until',
    story: 'what happened',
    versions: 'versions',
    none: '–',
  },
  story: {
    added: 'added',
    edited: (from: string): string => `edited from row ${from}`,
    superseded: (to: string): string => `superseded by row ${to}`,
    deleted: 'deleted',
    now: 'live now',
  },
  card: {
    label: (id: string): string => `Row ${id}`,
    close: 'Close the details',
    lineage: 'lineage',
    created: 'created',
    until: 'until',
    lasted: 'lasted',
    versions: 'in versions',
    inVersions: (versions: string): string => `in ${versions}`,
    noVersion: 'in no version',
    now: 'now',
    code: 'reads this lineage',
  },
  world: {
    label: 'The world at the time cursor',
    view: 'What to show',
    rows: 'Rows',
    compare: 'Live table | live_query',
    compareHint:
      'What the live table holds at this moment, beside what a live_query with this timestamp answers',
    at: 'The world at',
    now: 'The world now',
    reading: 'Reading the rows',
    exactly: (version: number): string => `exactly version ${version}`,
    frozen: 'frozen, read from its snapshot.',
    between: 'reconstructed',
    betweenAbout: 'from created and deleted.',
    live: 'the live table,',
    rowCount: (rows: number): string => plural(rows, 'row'),
    nothing: 'Nothing was live at this moment',
    nothingAbout: 'No row had been created yet, or all were deleted. Move the time cursor.',
    nothingNow: 'Every row is deleted',
    nothingNowAbout: 'The map still shows them all: move the time cursor back to see them live.',
    code: 'reads these rows',
    leftOut: (rows: number): string => `leaves out ${plural(rows, 'row')}`,
    leftOutAbout:
      'caveclient leaves out rows whose supervoxels were not looked up: a version does that, and none was made while they were live.',
  },
  since: {
    column: 'since then',
    same: 'unchanged',
    deleted: 'deleted',
    now: (value: string): string => `now ${value}`,
    again: (id: string): string => `row ${id} now`,
  },
  compare: {
    label: 'The live table beside a live_query',
    liveSide: 'live table',
    querySide: 'live_query',
    live: 'The live table at this moment.',
    liveNow: 'The live table now.',
    liveAbout: (leftOut: number): string =>
      leftOut === 0
        ? 'Edits included, as soon as they are made.'
        : `Edits included; ${plural(leftOut, 'row')} not looked up ${leftOut === 1 ? 'is' : 'are'} left out.`,
    liveExact: (version: number): string => `It is what version ${version} froze.`,
    liveCode: 'reads the live table at this moment',
    query: 'live_query with this timestamp.',
    queryNow: 'live_query now.',
    queryAbout: (version: number): string => `The rows of version ${version}, without later edits.`,
    queryExact: (version: number): string => `Exactly version ${version}: its own rows.`,
    queryCode: 'asks a live_query',
    none: 'No version is that old',
    noneAbout:
      'caveclient refuses: “The timestamp you passed is not recent enough for the materialization versions that are available”.',
    noVersion: 'No version yet',
    noVersionAbout:
      'A live_query stands on a version, and there is none. Materialize freezes all live rows into version 1.',
    without: (version: number): string => `Version ${version} does not hold this table`,
    withoutAbout:
      'The table was made after it, so a live_query is refused. Materialize makes a version that holds it.',
    reading: 'Reading the snapshot',
    mark: 'difference',
    marks: {
      same: 'same',
      edited: 'edited since',
      added: 'added since',
      deleted: 'deleted since',
    },
    differ: (rows: number): string =>
      rows === 0 ? 'no row differs' : plural(rows, 'row differs', 'rows differ'),
    only: 'Only what differs',
  },
} as const
