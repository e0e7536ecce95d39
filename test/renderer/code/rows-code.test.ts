import { describe, expect, it } from 'vitest'
import { rowsCode } from '../../../src/renderer/code/rows-code'
import type { Asked } from '../../../src/shared/contract'
import type { Column } from '../../../src/shared/domain/annotation'

const of = (name: string, kind: Column['kind']): Column => ({ name, kind, editable: true, required: false })
const columns = [
  of('id', 'id'),
  of('created', 'time'),
  of('pt_position', 'point'),
  of('tag', 'text'),
  of('score', 'number'),
  of('sure', 'boolean'),
]
type Query = Asked<'annotations.page'>
const code = (filters: NonNullable<Query['filters']>, sort: Query['sort'] = null): string =>
  rowsCode(columns, { table: 't', filters, sort })

const bare =
  'client.materialize.live_live_query("t", timestamp=datetime.datetime.now(datetime.timezone.utc), allow_missing_lookups=True'

describe('the rows of the live table', () => {
  it('are asked for with their edits, which a live_query does not show', () => {
    expect(code([])).toBe(`${bare})`)
  })

  it('are filtered by what was typed, as its column has it', () => {
    expect(
      code([
        { column: 'id', operator: 'greater', value: ' +9007199254740993' },
        { column: 'score', operator: 'less', value: '.5' },
        { column: 'sure', operator: 'equals', value: 'true' },
        { column: 'tag', operator: 'equals', value: `O'Brien "A"\n` },
      ]),
    ).toBe(
      `${bare}, filter_equal_dict={"t": {"sure": True, "tag": "O'Brien \\"A\\"\\n"}}, filter_less_dict={"t": {"score": 0.5}}, filter_greater_dict={"t": {"id": 9007199254740993}})`,
    )
  })

  it('that contain something are looked for as the panel does: in any case, and as it stands', () => {
    expect(code([{ column: 'tag', operator: 'contains', value: 'a (b)?' }])).toBe(
      String.raw`${bare}, filter_regex_dict={"t": {"tag": "(?i)a \\(b\\)\\?"}})`,
    )
  })

  it('with a percent sign are found in spite of the genuine service, which doubles it', () => {
    expect(code([{ column: 'tag', operator: 'contains', value: '50%' }])).toContain(
      String.raw`filter_regex_dict={"t": {"tag": "(?i)50\\u0025"}}`,
    )
    expect(
      code([{ column: 'tag', operator: 'equals', value: '50%' }])
        .split('\n')
        .at(-1),
    ).toBe('rows[(rows["tag"] == "50%")]')
  })

  it('are filtered by pandas where CAVE takes one value alone', () => {
    const contains = (value: string) => ({ column: 'tag', operator: 'contains', value }) as const
    expect(code([contains('a'), contains('b')]).split('\n')).toEqual([
      `rows = ${bare}, filter_regex_dict={"t": {"tag": "(?i)a"}})`,
      'rows[(rows["tag"].str.contains("b", case=False, regex=False, na=False))]',
    ])
  })

  it('are sorted as the panel sorts them, and by a position not at all', () => {
    expect(code([], { column: 'tag', descending: true })).toBe(
      `${bare}).sort_values(["tag", "id"], ascending=[False, False], na_position="last")`,
    )
    expect(code([], { column: 'pt_position', descending: true })).toBe(`${bare})`)
  })

  it('get the time of their making from the annotations themselves', () => {
    const lines = code([{ column: 'created', operator: 'greater', value: '2026-11-23T02:26' }], {
      column: 'created',
      descending: false,
    }).split('\n')
    expect(lines[1]).toContain('client.annotation.get_annotation("t", rows["id"].tolist())')
    expect(lines.at(-1)).toBe(
      'rows[(rows["created"] > pd.to_datetime("2026-11-23T02:26", utc=True))].sort_values(["created", "id"], ascending=[True, True], na_position="last")',
    )
  })
})
