import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { temporaryFolder } from './temporary-home'

const bundle = async (): Promise<string> => {
  const outDir = await temporaryFolder()
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.join(import.meta.dirname, 'lock-contender.ts'),
      outDir,
      rollupOptions: { output: { entryFileNames: 'contender.mjs', format: 'es' } },
    },
    ssr: { noExternal: true },
  })
  return path.join(outDir, 'contender.mjs')
}

it('the lock is held by one process at a time, though some die holding it', async () => {
  const [file, folder] = await Promise.all([bundle(), temporaryFolder()])
  const contender = async (...rest: string[]) => {
    const child = spawn(process.execPath, [file, folder, '6', ...rest], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [errors, [code, signal]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    return { errors, code, signal }
  }
  const ends = await Promise.all([contender(), contender('die'), contender(), contender('die')])
  const done = { errors: '', code: 0, signal: null }
  const died = { errors: '', code: null, signal: 'SIGKILL' }
  expect(ends).toEqual([done, died, done, died])
})
