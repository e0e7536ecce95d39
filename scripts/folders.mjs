/**
 * No circle between the folders of a source folder: what stands in one is either above or below what stands in another. The circles
 * of single files are the linter's; dependency-cruiser's rule for folders sees no .tsx on Node 20, where most of the pages are.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from '@swc/core'
import { root } from './set-up.mjs'

const imports = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'])

/** What a file imports, at its head or later, of types too. */
const importsOf = function* (node) {
  if (node === null || typeof node !== 'object') return
  if (imports.has(node.type) && node.source) yield node.source.value
  if (node.type === 'CallExpression' && node.callee.type === 'Import')
    yield node.arguments[0].expression.value
  for (const part of Object.values(node)) yield* importsOf(part)
}

/** A file that stands in no folder is above or below by itself. */
const folderOf = (path) => path.split(/[\\/]/)[0]

/** For each folder those that it imports from, each with the import that shows it. */
const arrowsOf = (source) => {
  const arrows = new Map()
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.tsx?$/.test(path) || path.endsWith('.d.ts')) continue
    const file = join(source, path)
    const parsed = parseSync(readFileSync(file, 'utf8'), {
      syntax: 'typescript',
      tsx: path.endsWith('x'),
      target: 'es2022',
    })
    for (const imported of importsOf(parsed)) {
      if (!imported?.startsWith('.')) continue
      const target = relative(source, resolve(dirname(file), imported))
      const [from, to] = [folderOf(path.replace(/\.tsx?$/, '')), folderOf(target)]
      if (from === to || to === '..') continue
      if (!arrows.has(from)) arrows.set(from, new Map())
      if (!arrows.get(from).has(to)) arrows.get(from).set(to, `${path} imports ${target}`)
    }
  }
  return arrows
}

/** The shortest way along the arrows from a folder back to itself, or null. */
const circleAt = (arrows, start) => {
  const ways = [[start]]
  const seen = new Set()
  for (let way = ways.shift(); way; way = ways.shift())
    for (const next of arrows.get(way.at(-1))?.keys() ?? []) {
      if (next === start) return [...way, start]
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  return null
}

const told = (arrows, circle) =>
  [
    `A circle of folders: ${circle.join(' -> ')}`,
    ...circle.slice(1).map((to, index) => `  ${arrows.get(circle[index]).get(to)}`),
  ].join('\n')

for (const source of process.argv.length > 2 ? process.argv.slice(2) : ['src/main', 'src/renderer']) {
  const arrows = arrowsOf(resolve(root, source))
  const circles = [...arrows.keys()].map((folder) => circleAt(arrows, folder)).filter(Boolean)
  const shortest = circles.sort((one, other) => one.length - other.length)[0]
  if (!shortest) continue
  process.stdout.write(`${told(arrows, shortest)}\n`)
  process.exitCode = 1
}
