import { GitCommitVertical, Table2, Waypoints } from 'lucide-react'
import type { Command } from '../commands/command'
import { commandTexts as texts } from '../commands/texts'
import { goAndFocus } from '../commands/view-commands'

interface Known {
  readonly tables: readonly string[]
  readonly versions: readonly number[]
}

const asked = /^(?:go to\s+)?(?<word>id|annotation|row|version|v|root|supervoxel)?\s*#?(?<id>\d{1,20})$/i

/** Ids of the graph hold their layer and chunk in the first bits: none is shorter. */
const leastGraphDigits = 12
/** As far as anybody counts versions. */
const mostVersionDigits = 5

const rows = (id: string, { tables }: Known): readonly Command[] =>
  tables.map((table) => ({
    id: `row.${table}.${id}`,
    title: texts.row(id, table),
    group: texts.groups.ids,
    icon: Table2,
    refusal: null,
    run: () => goAndFocus('annotations', `${table}/${id}`),
  }))

const version = (id: string, { versions }: Known): readonly Command[] =>
  versions.length === 0
    ? []
    : [
        {
          id: `version.${id}`,
          title: texts.version(Number(id)),
          group: texts.groups.ids,
          icon: GitCommitVertical,
          refusal: versions.includes(Number(id)) ? null : texts.noSuchVersion(versions.join(', ')),
          run: () => goAndFocus('versions', String(Number(id))),
        },
      ]

const node = (id: string): Command => ({
  id: `node.${id}`,
  title: texts.rootId(id),
  detail: texts.rootIdAbout,
  group: texts.groups.ids,
  icon: Waypoints,
  refusal: null,
  run: () => goAndFocus('segmentation', id),
})

/** What a number can be the id of, the likeliest first. */
export const idCommands = (search: string, known: Known): readonly Command[] => {
  const { word = '', id } = asked.exec(search.trim())?.groups ?? {}
  if (id === undefined) return []
  const inGraph = id.length >= leastGraphDigits
  switch (word.toLowerCase()) {
    case 'annotation':
    case 'row':
      return rows(id, known)
    case 'version':
    case 'v':
      return version(id, known)
    case 'root':
    case 'supervoxel':
      return [node(id)]
    default:
      return [
        ...(inGraph ? [node(id)] : []),
        ...rows(id, known),
        ...(id.length <= mostVersionDigits ? version(id, known) : []),
      ]
  }
}
