import type { Column } from '../../../../src/shared/domain/annotation'

const own = { editable: false, required: false }
const optional = { editable: true, required: false }

/** One column of each kind. */
export const columns: readonly Column[] = [
  { name: 'id', kind: 'id', ...own },
  { name: 'created', kind: 'time', ...own },
  { name: 'tag', kind: 'text', editable: true, required: true },
  { name: 'pt_position', kind: 'point', editable: true, required: true },
  { name: 'note', kind: 'text', ...optional },
  { name: 'size', kind: 'number', ...optional },
  { name: 'target_id', kind: 'id', ...optional },
  { name: 'status', kind: 'boolean', ...optional },
  { name: 'parts', kind: 'list', ...optional },
]
