import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { literalTexts } from './literals'

const folder = resolve(import.meta.dirname, '../../../src/renderer')

describe('words for people', () => {
  it('are found in elements and in what is read aloud', () => {
    const source = `
      const A = ({ on }) => <p title="A hint">Words {on ? 'more of them' : \`and \${on} again\`}</p>
      const B = () => <Button label={on && 'pressed'}>{on === 'yes' && texts.all}</Button>`
    expect(literalTexts(source)).toEqual(['Words ', 'more of them', 'and   again', 'A hint', 'pressed'])
  })

  it('are not what is compared, styled or asked for', () => {
    const source = `const A = () => <a className="pill big" href="#/x" role="status">{look('tables')} · {of(on === 'x')}</a>`
    expect(literalTexts(source)).toEqual([])
  })
})

describe('the panel and the dashboard', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  )

  it('are looked at', () => {
    expect(files.length).toBeGreaterThan(80)
  })

  it.each(files)('%s has its words in a file of texts', (file) => {
    expect(literalTexts(readFileSync(resolve(folder, file), 'utf8'))).toEqual([])
  })
})
