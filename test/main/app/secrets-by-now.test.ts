import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { secretsByNow } from '../../../src/main/app/secrets-by-now'
import { derivedFrom } from '../../../src/main/data/roles/accounts'
import { createSecretBlanker } from '../../../src/main/home/blank-secrets'
import { openHome } from '../../../src/main/home/home'
import { openProgramLog } from '../../../src/main/home/program-log'
import { homeSecret } from '../../../src/main/home/secret'
import { writeProcessState } from '../../../src/main/practice/process-file'
import { temporaryFolder } from '../../support/temporary-folder'

test('a log that is open holds no secret that was made since, nor what follows from it, nor one that has gone', async () => {
  const { folder, remove } = await temporaryFolder('secrets-by-now')
  onTestFinished(remove)
  const home = await openHome({ folder, warn: () => undefined })
  const known = secretsByNow(folder, ['known-from-the-start'])
  const log = openProgramLog(home.path('logs', 'panel.log'), createSecretBlanker(known))
  log.write('begins')

  const genuine = await homeSecret(home, 'postgres')
  const [token, practice, beside] = ['token-of-a-process', 'password-in-process', 'password-beside-data']
  const reach = { port: 1, user: 'postgres', password: practice }
  await mkdir(home.path('practice', 'data'), { recursive: true })
  await writeProcessState(folder, { pid: 1, startedAt: '', port: 1, controlToken: token, postgres: reach })
  await writeFile(
    home.path('practice', 'data', 'realcave.json'),
    JSON.stringify({ user: 'postgres', password: beside }),
  )
  const made = ['known-from-the-start', genuine, token, practice, beside]
  const all = [...made, ...made.flatMap(derivedFrom)]
  for (const secret of all) log.write(`refused: ${secret} is wrong`)
  await rm(join(folder, 'practice'), { recursive: true })
  for (const secret of all) log.write(`again: ${secret} is wrong`)

  const text = await readFile(log.file, 'utf8')
  expect(all.filter((secret) => text.includes(secret))).toEqual([])
  expect(text.match(/<blanked> is wrong/g)).toHaveLength(all.length * 2)
})
