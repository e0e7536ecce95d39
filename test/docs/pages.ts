import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const folder = 'docs'

/** Every page for people, by its path below the root. */
export const pagesOf = (root: string): readonly string[] => [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name).replaceAll('\\', '/')),
]

/** What is code is neither a link nor a word of the program. */
const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '')

export const readPage = (root: string, page: string): string =>
  withoutCode(readFileSync(join(root, page), 'utf8'))

export const headingsIn = (text: string, level: RegExp = /#{1,6}/): readonly string[] =>
  [...text.matchAll(new RegExp(`^(?:${level.source}) (.+)$`, 'gm'))].map(([, heading = '']) => heading.trim())

/** As the usual hosts make an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')

const anchorsIn = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  const numbered = headingsIn(text).map((heading) => {
    const anchor = anchorOf(heading)
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    return before === 0 ? anchor : `${anchor}-${String(before)}`
  })
  return new Set(numbered)
}

/** The links of a page that lead nowhere in this repository; those to other places are nobody's to check here. */
export const deadLinks = (root: string, page: string): readonly string[] => {
  const text = readPage(root, page)
  return [...text.matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].flatMap(([, link = '']) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? join(root, page) : resolve(root, dirname(page), path)
    if (!existsSync(target)) return [link]
    if (anchor === undefined) return []
    const at = readFileSync(target, 'utf8')
    return anchorsIn(withoutCode(at)).has(anchor) ? [] : [link]
  })
}

/** Bold words, as a table or a line shows them. */
export const boldIn = (text: string): readonly string[] =>
  [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words.replaceAll('\\', '').trim())
