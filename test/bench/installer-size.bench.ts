import { readdir, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { record } from './figure'

/** Of what `npm run package` has made, for making it compresses for minutes. */
test('what a person downloads', async () => {
  const names = await readdir('dist').catch(() => [])
  const made = names.filter((name) => /^RealCAVE-.*(-Setup\.exe|\.AppImage|\.dmg)$/.test(name))
  if (made.length === 0) throw new Error('There is no installer in dist/: run "npm run package" first.')
  for (const name of made) {
    const { size } = await stat(`dist/${name}`)
    // 150 MB, as an installer's page counts them.
    await record({
      what: `${name}, without images, Python and wheels`,
      unit: 'MiB',
      by: 'median',
      samples: [size / 2 ** 20],
      reach: name.endsWith('Setup.exe') ? 150e6 / 2 ** 20 : null,
    })
    expect(size).toBeGreaterThan(1e6)
  }
})
