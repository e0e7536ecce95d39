import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** Where the product's versions are published. */
export interface Repository {
  /** Answers with the newest one. */
  readonly api: string
  /** For people. */
  readonly page: string
}

const manifest = z.object({
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
  homepage: z.string().optional(),
})

/** As npm spells it: https, git+https, git@, `github:owner/name` or `owner/name`; a home page may have a path or anchor behind. */
const spelling =
  /^(?:(?:git\+)?(?:https|ssh|git):\/\/(?:git@)?github\.com\/|git@github\.com:|github:)?([\w-]+)\/([\w.-]+?)(?:\.git)?(?:[/#].*)?$/

const named = (text: string): Repository | null => {
  const [, owner, name] = spelling.exec(text) ?? []
  if (owner === undefined || name === undefined) return null
  return {
    api: `https://api.github.com/repos/${owner}/${name}/releases/latest`,
    page: `https://github.com/${owner}/${name}/releases`,
  }
}

/** What the program's package.json names as `repository`, else as `homepage`; null where that is no public place of versions. */
export const readRepository = async (file: string): Promise<Repository | null> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    const { repository, homepage } = manifest.parse(JSON.parse(text))
    const told = typeof repository === 'object' ? repository.url : repository
    return named(told ?? homepage ?? '')
  } catch {
    return null
  }
}
