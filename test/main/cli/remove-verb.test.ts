import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Removed } from '../../../src/main/api/removal'
import { temporaryFolder } from '../../support/temporary-folder'
import { run } from './run-verb'

const asked = () => {
  const seen: Removed[] = []
  return {
    seen,
    remove: async (what: Removed) => {
      seen.push(what)
      return ['/home/of/tests/thesis.docx']
    },
  }
}

test('removes what was named, after a yes, and names what stays', async () => {
  const fake = asked()
  const ran = await run(['remove', '--data'], { remove: fake.remove }, { typed: ['yes'] })
  expect(ran).toMatchObject({ status: 0 })
  expect(ran.err).toContain('what RealCAVE keeps in /home/of/tests')
  expect(ran.err).not.toContain('Docker')
  expect(ran.out).toContain('  - /home/of/tests/thesis.docx')
  expect(fake.seen).toEqual([{ data: true, containers: false }])
  // Whatever a classroom's kit has set, and however broken: an uninstaller has no other way.
  expect(ran.options).toMatchObject({ leaving: true })
})

test('the data alone: that the genuine fleet of this home can be opened by nobody then is said before it is asked', async () => {
  const { folder, remove } = await temporaryFolder('had-genuine')
  onTestFinished(remove)
  await mkdir(join(folder, 'records'))
  await writeFile(join(folder, 'records', 'genuine.json'), '{}')
  const fake = asked()
  const asking = async (...what: readonly string[]): Promise<string> =>
    (await run(['remove', ...what], { remove: fake.remove }, { typed: ['no'], folder })).err
  expect(await asking('--data')).toContain('no RealCAVE can open or remove them any more')
  expect(await asking('--data', '--containers')).not.toContain('any more')
  expect(fake.seen).toEqual([])
})

test('asks unless --yes; without a terminal nothing goes', async () => {
  const fake = asked()
  expect(await run(['remove', '--data'], { remove: fake.remove })).toMatchObject({ status: 2 })
  expect(await run(['remove', '--containers'], { remove: fake.remove }, { typed: ['no'] })).toMatchObject({
    status: 1,
  })
  expect(fake.seen).toEqual([])
  const both = await run(['remove', '--yes', '--data', '--containers', '--json'], { remove: fake.remove })
  expect(both.json()).toEqual([
    { type: 'removed', data: true, containers: true, stays: ['/home/of/tests/thesis.docx'] },
  ])
})

test('without a word of what, it removes nothing and says which there are', async () => {
  const ran = await run(['remove', '--yes'])
  expect(ran).toMatchObject({ status: 2 })
  expect(ran.err).toContain('Add --data, --containers, or both.')
})
