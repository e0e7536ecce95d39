import { z } from 'zod'
import { annotationBody, column, lineage, page, pageQuery, row, table } from '../domain/annotation'
import { historyPage, historyQuery, snapshotPage, snapshotQuery } from '../domain/history'
import { diff, diffQuery, version, versionPageQuery } from '../domain/version'
import { knownNames } from '../domain/table-name'
import { call, stream } from './channel'
import { segmentationChannels } from './segmentation'

const tableName = z.string().min(1).max(200)
/** A 64-bit id as a decimal string. */
const rowId = z.string().regex(/^\d{1,20}$/)

export const dataChannels = {
  'tables.list': call(z.void(), z.array(table)),
  'tables.create': call(
    z.object({
      name: tableName,
      schemaType: z.string().min(1).max(200),
      description: z.string().min(1).max(10_000),
      voxelResolution: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
    }),
    table,
  ),
  /** What is a name already, or a word that cannot be one. */
  'tables.names': call(z.void(), knownNames),
  /** With all its rows; versions that hold it keep them. As a job. */
  'tables.delete': call(z.object({ table: tableName }), z.void()),
  'schemas.list': call(z.void(), z.array(z.string())),
  /**
   * Pushed whenever rows, tables or versions changed; names of the tables that did. `everything` after a (re)connection:
   * what happened meanwhile is not known, so read again in full.
   */
  'data.changes': stream(
    z.void(),
    z.object({ tables: z.array(z.string()), everything: z.boolean(), versions: z.boolean() }),
  ),
  'annotations.page': call(pageQuery, page),
  'annotations.add': call(
    z.object({ table: tableName, annotations: z.array(annotationBody).min(1).max(10_000) }),
    z.object({ ids: z.array(rowId) }),
  ),
  /** Follows the lineage from `id` to its head and edits that: fields that are not named keep the head's values. */
  'annotations.edit': call(
    z.object({ table: tableName, id: rowId, fields: annotationBody }),
    z.object({ head: rowId, newId: rowId }),
  ),
  'annotations.delete': call(
    z.object({ table: tableName, ids: z.array(rowId).min(1).max(10_000) }),
    z.object({ ids: z.array(rowId) }),
  ),
  /** Rows by id, superseded and deleted ones too, in any order; an id that no row has is missing. */
  'annotations.rows': call(
    z.object({ table: tableName, ids: z.array(rowId).min(1).max(1000) }),
    z.object({ columns: z.array(column), rows: z.array(row) }),
  ),
  'annotations.history': call(z.object({ table: tableName, id: rowId }), lineage),
  'history.rows': call(historyQuery, historyPage),
  'history.snapshot': call(snapshotQuery, snapshotPage),
  ...segmentationChannels,
  'versions.list': call(z.void(), z.array(version)),
  'versions.page': call(versionPageQuery, page),
  'versions.diff': call(diffQuery, diff),
  'versions.delete': call(z.object({ versions: z.array(z.number().int().min(1)).min(1) }), z.void()),
}
