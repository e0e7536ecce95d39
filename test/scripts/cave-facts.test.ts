import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const textsOf = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true })
  const files = names.filter((name) => /\.(?:tsx?|mjs|py|sh|ya?ml|md)$/.test(name))
  return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
}

test('every fact of CAVE that is cited stands in docs/cave-facts.md', async () => {
  const facts = await readFile('docs/cave-facts.md', 'utf8')
  const known = new Set([
    ...[...facts.matchAll(/^## (\d+)\. /gm)].map(([, number]) => number),
    ...[...facts.matchAll(/^- \*\*(\d+\.\w+)\*\* /gm)].map(([, number]) => number),
    ...[...facts.matchAll(/^- \*\*(Push)\.\*\* /gm)].map(([, name]) => `9 ${name}`),
  ])
  const folders = ['src', 'test', 'compose', 'cfg', 'resources', 'scripts', join('docs', 'adr')]
  const texts = (await Promise.all(folders.map(textsOf))).flat()
  // A line of a comment may end behind the name.
  const cited = texts.flatMap((text) =>
    [...text.matchAll(/CAVE-FACTS(?:\s*\n\s*\*)?\s+(\d+(?:\.(?:\d+|[A-Z]))?(?: Push)?)/g)].map(
      ([, number]) => number,
    ),
  )
  expect(cited.length).toBeGreaterThan(50)
  expect([...new Set(cited)].filter((number) => !known.has(number))).toEqual([])
})
