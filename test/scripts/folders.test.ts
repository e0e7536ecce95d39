import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let source = ''
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'folders-'))
})
afterEach(() => rmSync(source, { recursive: true }))

const write = (path: string, text: string): void => {
  mkdirSync(join(source, dirname(path)), { recursive: true })
  writeFileSync(join(source, path), text)
}

const look = () => spawnSync(process.execPath, ['scripts/folders.mjs', source], { encoding: 'utf8' })

test('folders that are above or below one another pass', () => {
  write('start.tsx', `import './shell/shell'\n`)
  write(
    'shell/shell.tsx',
    `import { route } from '../views/route'\nexport const Shell = () => <p>{route}</p>\n`,
  )
  write('shell/parts/part.ts', `import '../shell'\n`)
  write('views/route.ts', `export const route = 'here'\n`)
  expect(look()).toMatchObject({ status: 0, stdout: '', stderr: '' })
})

test('a circle is told with the import of each of its arrows, whichever kind of import it is', () => {
  write('shell/shell.tsx', `export const Shell = () => import('../fleet/panel')\n`)
  write('shell/dock.ts', `export const open = true\n`)
  write(
    'fleet/panel.tsx',
    `export type { Row } from '../rows/row'\nexport const Panel = () => <p>Fleet</p>\n`,
  )
  write('rows/row.ts', `import { open } from '../shell/dock'\nexport type Row = typeof open\n`)
  const { status, stdout } = look()
  expect(status).toBe(1)
  expect(stdout).toContain('A circle of folders: ')
  for (const arrow of [
    'shell/shell.tsx imports fleet/panel',
    'fleet/panel.tsx imports rows/row',
    'rows/row.ts imports shell/dock',
  ])
    expect(stdout).toContain(arrow)
})
