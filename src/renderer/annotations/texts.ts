import { positionReach } from '../../shared/domain/position'
import { longestTableName, type NameProblem } from '../../shared/domain/table-name'
import { count, plural } from '../components/format'
import { csvTexts } from './csv/texts'

export const annotationTexts = {
  title: 'Annotations',
  about: 'The live table. An edit never overwrites: the old row stays, linked to the one that replaced it.',
  table: 'Table',
  rows: 'Rows',
  live: 'Live rows',
  liveHint: 'Neither superseded nor deleted',
  all: 'All rows',
  allHint: 'Every row that ever was; those that are superseded or deleted are paler',
  matching: (total: number): string => plural(total, 'row'),
  inTable: (live: number, all: number): string => `${count(live)} live of ${count(all)}`,
  add: 'Add annotation',
  edit: 'Edit',
  revive: 'Edit and bring back',
  remove: 'Delete',
  close: 'Close the details',
  downAbout: 'Annotations live in its database. Get the fleet ready to see and edit them.',
  reading: 'Reading the rows',
  noTables: 'No table yet',
  noTablesAbout:
    '“Get demo-ready” makes the demo table. Your own tables, made with caveclient, appear here as well.',
  noRows: 'No rows',
  noRowsAbout: 'Add the first annotation here or with caveclient; it appears at once.',
  noLive: 'Every row is superseded or deleted. Choose “All rows” to see them.',
  noMatch: 'No row matches',
  noMatchAbout: 'Change or clear the filter.',
  clearFilter: 'Clear the filter',
  filter: {
    label: 'Filter',
    column: 'Column to filter by',
    operator: 'How to compare',
    value: 'Value to filter by',
    placeholder: 'Filter by value…',
    operators: { contains: 'contains', equals: 'equals', less: 'less than', greater: 'greater than' },
    wrong: {
      integer: 'This is no whole number; nothing is filtered by it.',
      number: 'This is no number; nothing is filtered by it.',
      time: 'This is no time such as 2026-11-23 or 2026-11-23T02:26; nothing is filtered by it.',
      boolean: 'This is neither true nor false; nothing is filtered by it.',
    },
    keep: 'Add to the filter',
    drop: (what: string): string => `Remove the filter ${what}`,
  },
  form: {
    addTitle: (table: string): string => `Add to ${table}`,
    addAbout: 'A new row.',
    addLooksUp: 'A new row. Supervoxel and root ids are filled in by the next materialization.',
    editTitle: (id: string): string => `Edit row ${id}`,
    editAbout: (head: string): string =>
      `Makes a new row with these values and marks row ${head} as superseded.`,
    followsHead: (id: string, head: string): string =>
      `Row ${id} is superseded. The edit follows the lineage to its head: it edits row ${head}.`,
    resurrects: (head: string): string =>
      `Row ${head} is deleted. CAVE allows the edit: it comes back as a new live row.`,
    required: 'This field is required.',
    number: 'A number is needed.',
    integer: 'A whole number is needed.',
    point: 'Three numbers are needed: x, y and z.',
    reach: `Each number has to lie within ${positionReach.least} and ${positionReach.most}: CAVE would take it, and no version with this row could be read any more.`,
    outside: (axes: string): string =>
      `The position lies outside the segmentation (${axes}): no cell is there. The row can be added all the same.`,
    optional: 'optional',
    inVoxels: (resolution: readonly number[]): string => `In voxels of ${resolution.join(' × ')} nm`,
    code: 'The same with caveclient',
    noCode: 'The same with caveclient stands here as soon as every field fits.',
    actAdd: 'Add annotation',
    actEdit: 'Save as a new row',
    choose: 'Not set',
  },
  newTable: {
    open: 'New table',
    title: 'New table',
    about:
      'An empty table of one of CAVE’s schemas. Once it has rows, the next materialization freezes it with the others.',
    name: 'Name',
    nameHint: `Small letters, digits and underscores, ${longestTableName} at most; no word of SQL such as select or order`,
    schema: 'Schema',
    schemaHint: 'What a row holds; bound_tag is a point with a text.',
    schemaSearch: 'Search the schemas…',
    description: 'Description',
    resolution: 'Voxel resolution',
    resolutionHint: 'Nanometres in x, y and z, of the positions that will be written',
    act: 'Make the table',
    does: 'makes this table',
    refused: 'No code for a name that was just refused: choose another one.',
    done: (name: string): string => `The table ${name} is there`,
    wrong: {
      name: ({ why, fix }: NameProblem): string => `${why} ${fix}`,
      schema: 'Choose a schema.',
      description: 'CAVE wants to know what is in it, and whose it is.',
      resolution: 'Type three numbers above 0.',
    },
  },
  tableRemoval: {
    open: 'Delete table',
    title: (name: string): string => `Delete the table ${name}?`,
    about:
      'The table is removed from the live database, with the supervoxels and cells that were looked up for its rows. Only a reset to a baseline that holds it brings it back.',
    aboutGone: 'Its entry is removed from CAVE’s list. The table itself is gone already.',
    goes: (live: number, all: number): string =>
      all === 0
        ? 'It has no rows.'
        : `${plural(all, 'row')} with the whole history go, ${count(live)} of them live. “Save as CSV”, below the table, keeps them.`,
    stays:
      'Versions that hold it keep its rows, and this panel shows them; CAVE itself answers no more queries of it. The services keep its columns in mind: a new table takes this name only with the same schema, until annotation, mat and mat-worker are restarted.',
    act: 'Delete the table',
    done: (name: string): string => `The table ${name} is deleted`,
    code: 'caveclient has no call for this. This one does something else: it marks the table as deleted, which it cannot take back. Its rows stay, its name stays taken, and new versions go on freezing it; this panel then lists it as marked, and can delete it.',
    does: 'marks this table as deleted',
  },
  standing: {
    short: { marked: 'marked as deleted', gone: 'its relation is gone' },
    marked:
      'A client marked this table as deleted, which CAVE only notes: its rows stay, each new version goes on freezing the live ones, and its name stays taken. Here its rows can be read and saved, and are not changed any more.',
    markedOwn: '“Delete table”, above, removes it.',
    markedDemo: 'A reset brings it back.',
    takesNoRows: (name: string): string => `The table ${name} takes no more rows`,
    gone: 'Its relation is gone',
    goneAbout:
      'CAVE lists this table, and the database has none of this name any more: it was dropped by hand. A materialization looks for it all the same. “Delete table”, above, takes its entry away; versions that hold it keep its rows.',
  },
  saveCsv: csvTexts.save,
  addCsv: csvTexts.add,
  csv: {
    open: 'CSV in code',
    wrong: csvTexts.wrong,
    title: 'Rows as CSV, in code',
    out: 'writes these rows to a CSV file',
    outAbout: 'The rows as they are filtered and sorted, to a file beside your Python.',
    in: 'adds the rows of a CSV file',
    inAbout: 'Such a file as new rows of this table. A row that is not wanted is left out of the file first.',
  },
  removal: {
    title: (id: string): string => `Delete row ${id}?`,
    about:
      'It leaves the live table. The row itself stays, stamped as deleted, and versions that hold it keep it.',
    act: 'Delete the row',
  },
  done: {
    added: (ids: string): string => `Row ${ids} is added`,
    edited: (head: string, next: string): string => `Row ${head} is now row ${next}`,
    editedDetail: 'The old row stays in the lineage.',
    removed: (ids: string): string => `Row ${ids} is deleted`,
  },
  details: {
    title: (id: string): string => `Row ${id}`,
    head: 'head of its lineage',
    ended: 'deleted',
    superseded: (head: string): string => `superseded; the head is row ${head}`,
    lineage: 'Lineage',
    lineageAbout: 'Oldest first. Nothing is overwritten.',
    now: 'now',
    until: (time: string): string => `until ${time}`,
    fields: 'Fields',
    reading: 'Reading the lineage',
    readCode: 'reads this lineage',
  },
  code: {
    adds: 'adds this annotation',
    edits: 'edits this row',
    deletes: 'deletes this row',
    read: 'reads these rows',
    notFrozen:
      'The newest version does not hold this table yet, and CAVE answers no query of it before one does: Materialize makes one. Until then caveclient reads rows by their ids.',
    notFrozenEmpty:
      'An empty table is in no version, and CAVE answers no query of one: add rows, then Materialize.',
    waits:
      'Some rows came after the last version, and their supervoxels are not looked up yet. With allow_missing_lookups=True caveclient leaves them out and warns; without it the query is refused. A new version (Materialize) brings them in.',
  },
} as const
