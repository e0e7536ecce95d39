import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connectCode, forgetCode, tryCode } from '../../src/renderer/code/own-python-code'
import { startPracticeForTest, type PracticeForTest } from '../support/practice'
import { testPython } from '../support/python'
import { temporaryFolder } from '../support/temporary-folder'

let fleet: PracticeForTest
beforeAll(async () => {
  fleet = await startPracticeForTest()
})
afterAll(() => fleet.stop())

/** A Python of a user's own, in a home of their own. */
const own = async () => {
  const { folder, remove } = await temporaryFolder('own-python')
  onTestFinished(remove)
  const secrets = join(folder, '.cloudvolume', 'secrets')
  const { file } = await testPython()
  const env = { ...process.env, HOME: folder, USERPROFILE: folder }
  return {
    folder,
    secrets,
    notes: async (): Promise<unknown> =>
      JSON.parse(await readFile(join(secrets, 'cave_datastack_to_server_map.json'), 'utf8')),
    run: async (code: string): Promise<string> =>
      (await promisify(execFile)(file, ['-c', code], { env, timeout: 60_000 })).stdout.trim(),
  }
}
const connect = (): string => connectCode('fake_datastack', fleet.address)

test('the three lines connect, give the names that all other code needs, and leave nothing behind', async () => {
  const { folder, run } = await own()
  const told = await run(`${connect()}\nprint((${tryCode})["local_server"], datetime.date.min, pd.NA)`)
  expect(told).toBe(`${fleet.address} 0001-01-01 <NA>`)
  expect(await readdir(folder)).toEqual([])
})

test('a token is needed by nobody, and the real one stays at home where a dummy is given', async () => {
  const { secrets, run } = await own()
  await mkdir(secrets, { recursive: true })
  await writeFile(join(secrets, 'cave-secret.json'), '{"token": "real"}')
  expect(await run(`${connect()}\nprint(client.auth.token)`)).toBe('dummy')
  const without = connect().replace(', auth_token="dummy"', '')
  expect(await run(`${without}\nprint(client.auth.token, len(client.info.get_datastacks()))`)).toBe('real 1')
})

test('without the last argument an address is noted, also for another datastack’s name, and can be taken back', async () => {
  const { notes, run } = await own()
  const noting = connect().replace(', write_server_cache=False', '')
  await run(noting)
  await expect(run(noting.replace('fake_datastack', 'minnie65_public'))).rejects.toThrow('404')
  expect(await notes()).toEqual({ fake_datastack: fleet.address, minnie65_public: fleet.address })
  await run(forgetCode('minnie65_public'))
  await run(forgetCode('fake_datastack'))
  expect(await notes()).toEqual({})
})
