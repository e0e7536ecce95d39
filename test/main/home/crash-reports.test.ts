import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listCrashReports, pruneCrashReports } from '../../../src/main/home/crash-reports'
import { temporaryFolder } from '../../support/temporary-folder'

let home: { readonly folder: string; readonly remove: () => Promise<void> }
beforeEach(async () => {
  home = await temporaryFolder('crashes')
  await mkdir(join(home.folder, 'crashes', 'pending'), { recursive: true })
})
afterEach(() => home.remove())

const dump = async (name: string, minute: number): Promise<void> => {
  const file = join(home.folder, 'crashes', 'pending', name)
  await writeFile(`${file}.dmp`, 'memory')
  await writeFile(`${file}.meta`, 'about')
  await utimes(`${file}.dmp`, minute * 60, minute * 60)
}

it('reports are told by name, size and time, newest first', async () => {
  await dump('first', 1)
  await dump('second', 2)
  expect(await listCrashReports(home.folder)).toEqual([
    { name: 'pending/second.dmp', bytes: 6, at: '1970-01-01T00:02:00.000Z' },
    { name: 'pending/first.dmp', bytes: 6, at: '1970-01-01T00:01:00.000Z' },
  ])
})

it('the newest five are kept, and what is told beside them', async () => {
  for (let minute = 1; minute <= 8; minute += 1) await dump(`report-${String(minute)}`, minute)
  await writeFile(join(home.folder, 'crashes', 'settings.dat'), '')
  await pruneCrashReports(home.folder)
  const left = await readdir(join(home.folder, 'crashes', 'pending'))
  expect(left.sort()).toEqual(
    [4, 5, 6, 7, 8].flatMap((each) => [`report-${each}.dmp`, `report-${each}.meta`]),
  )
  expect(await readdir(join(home.folder, 'crashes'))).toContain('settings.dat')
})

it('one that cannot be removed is named, and keeps no other from going', async () => {
  for (let minute = 1; minute <= 7; minute += 1) await dump(`report-${String(minute)}`, minute)
  // A folder in the place of what is told beside it: removed as a file by nobody, root neither.
  const beside = join(home.folder, 'crashes', 'pending', 'report-1.meta')
  await rm(beside)
  await mkdir(beside)
  expect(await pruneCrashReports(home.folder)).toEqual(['pending/report-1.dmp'])
  const left = await readdir(join(home.folder, 'crashes', 'pending'))
  expect(left.filter((name) => /-[12]\./.test(name))).toEqual(['report-1.meta'])
})

it('there are none where nothing ever crashed', async () => {
  expect(await listCrashReports(join(home.folder, 'elsewhere'))).toEqual([])
  await pruneCrashReports(join(home.folder, 'elsewhere'))
})
