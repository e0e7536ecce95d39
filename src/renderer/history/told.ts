import { plural } from '../components/format'
import type { Picture } from './picture'
import { told } from './story'
import { historyTexts as texts } from './texts'
import { worldAt } from './world'

/** The version that the cursor stands on exactly. */
export const cutAt = ({ cuts }: Pick<Picture, 'cuts'>, cursor: number | null) =>
  cursor === null ? undefined : cuts.find(({ time }) => time === cursor)

/** The cursor's place in words, for whoever does not see it. */
export const cursorTold = (picture: Picture, cursor: number | null): string => {
  const cut = cutAt(picture, cursor)
  const live = plural(worldAt(picture.rows, cursor ?? picture.now).length, 'live row')
  const at = cursor === null ? texts.now : told(cursor)
  return cut === undefined ? `${at}, ${live}` : `${at}, version ${cut.version.version}, ${live}`
}
