import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isSystemName, layout } from '../kit-layout'
import { readManifest } from '../kit-manifest'
import { targets, type Target } from '../targets'

/** What stands in a kit's folder, whoever put it there and when. */
export interface Present {
  readonly installers: readonly string[]
  readonly targets: readonly Target[]
  readonly images: boolean
}

const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch((): string[] => [])).filter((name) => !isSystemName(name)).sort()

export const presentIn = async (folder: string): Promise<Present> => {
  const pythons = await namesIn(path.join(folder, layout.python))
  return {
    installers: await namesIn(path.join(folder, layout.installers)),
    targets: targets.filter((target) => pythons.includes(target)),
    images: (await stat(path.join(folder, layout.images)).catch(() => null)) !== null,
  }
}

/** Which version of RealCAVE made the kit that is there, "" where its manifest is damaged; null where none was made to its end. */
export const madeBy = async (folder: string): Promise<string | null> => {
  if ((await stat(path.join(folder, layout.manifest)).catch(() => null)) === null) return null
  return readManifest(folder).then(
    ({ product }) => product,
    () => '',
  )
}
