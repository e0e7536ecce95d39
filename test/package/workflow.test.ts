import { access, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptPath, run } from './support/kept'

const version = 'v1.7.12'

const findGo = async (): Promise<string> => {
  const { stdout } = await run('sh', [
    '-c',
    'command -v go || command -v /usr/local/go/bin/go || command -v "$PWD/.cache/stand-in/go/usr/lib/go-1.24/bin/go"',
  ])
  return stdout.trim()
}

/** Compiled once; nothing of it ships. */
const actionlint = async (): Promise<string> => {
  const folder = keptPath('actionlint')
  const file = join(folder, 'actionlint')
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere) return file
  await mkdir(folder, { recursive: true })
  await run(await findGo(), ['install', `github.com/rhysd/actionlint/cmd/actionlint@${version}`], {
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOTOOLCHAIN: 'auto' },
  })
  return file
}

test('the workflows are right, as far as actionlint knows', async () => {
  const workflows = (await readdir('.github/workflows')).map((name) => join('.github', 'workflows', name))
  expect(workflows).not.toEqual([])
  const { stdout } = await run(await actionlint(), ['-no-color', '-shellcheck=', '-pyflakes=', ...workflows])
  expect(stdout).toBe('')
})
