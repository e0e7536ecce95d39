import { parseSync } from '@swc/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The literal that a node of the tree is; whatever a template fills in is an ellipsis. */
const literalOf = (node: object): string | undefined => {
  if ('quasis' in node && Array.isArray(node.quasis))
    return node.quasis.map((part: { readonly cooked?: string | null }) => part.cooked ?? '').join('…')
  const isText = 'type' in node && (node.type === 'StringLiteral' || node.type === 'JSXText')
  return isText && 'value' in node && typeof node.value === 'string' ? node.value : undefined
}

/** Adds what stands in the literals of a tree. */
const addWords = (value: unknown, said: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return
  const own = literalOf(value)
  if (own !== undefined) said.add(own.trim())
  for (const each of Object.values(value)) addWords(each, said)
}

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name))

const read = (file: string): string => readFileSync(file, 'utf8')

/** As NSIS writes quotes, line ends and variables. */
const ofInstaller = (folder: string): string =>
  filesIn(folder, /\.nsh$/)
    .map(read)
    .join('\n')
    .replaceAll('$\\"', '"')
    .replaceAll(/(?:\$\\r|\$\\n)+/g, '\n')
    .replaceAll(/\$\{?\w+\}?/g, '…')

/** Whether the program, its lessons or its installer say these words, to the letter. */
export const openWords = (root: string): ((words: string) => boolean) => {
  const said = new Set<string>()
  for (const file of filesIn(join(root, 'src'), /\.tsx?$/))
    addWords(parseSync(read(file), { syntax: 'typescript', tsx: file.endsWith('x') }), said)
  for (const file of filesIn(join(root, 'resources', 'lessons'), /\.yaml$/))
    for (const [, title = ''] of read(file).matchAll(/\btitle: (.+)$/gm)) said.add(title)
  const installer = ofInstaller(join(root, 'resources', 'installer'))
  return (words) => said.has(words) || installer.includes(words)
}
