import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boldIn, deadLinks, headingsIn, pagesOf, readPage } from './pages'
import { openWords } from './words-of-the-program'

const root = resolve(import.meta.dirname, '../..')
const pages = pagesOf(root)

describe('the pages', () => {
  it.each(pages)('%s leads nowhere that is not there', (page) => {
    expect(deadLinks(root, page)).toEqual([])
  })

  it('are all named in the list of README', () => {
    const list = readPage(root, 'README.md')
    const named = pages.filter((page) => /^docs\/[^/]+$/.test(page) && !list.includes(`](${page})`))
    expect(named).toEqual([])
  })
})

describe('words of the program', () => {
  const isSaid = openWords(root)

  it('are known from those of others', () => {
    expect(isSaid('Get demo-ready')).toBe(true)
    expect(isSaid('Version … will never be finished.')).toBe(true)
    expect(isSaid('Also my data')).toBe(true)
    expect(isSaid('Get demo ready')).toBe(false)
  })

  it.each(['docs/user-guide.md', 'docs/messages.md'])('are bold in %s, to the letter', (page) => {
    const bold = boldIn(readPage(root, page))
    expect(bold.length).toBeGreaterThan(10)
    expect(bold.filter((words) => !isSaid(words))).toEqual([])
  })

  it('are the headings of docs/messages.md, to the letter', () => {
    const messages = headingsIn(readPage(root, 'docs/messages.md'), /###/)
    expect(messages.length).toBeGreaterThan(40)
    expect(messages.filter((words) => !isSaid(words))).toEqual([])
  })
})
