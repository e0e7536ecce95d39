import { resolve } from 'node:path'
import { build } from 'vite'
import type { SelfCommand } from '../../src/main/home/home'
import { resources } from './practice'
import { temporaryFolder } from './temporary-folder'

/** The practice process alone, bundled for one test file: what startPracticeProcess starts. */
export const practiceCommand = async (): Promise<{ self: SelfCommand; remove: () => Promise<void> }> => {
  const { folder, remove } = await temporaryFolder('entry')
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'practice-entry.ts'),
      outDir: folder,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'practice.cjs' } },
    },
  })
  return { self: { file: process.execPath, arguments: [`${folder}/practice.cjs`, resources] }, remove }
}
