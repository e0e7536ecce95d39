import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readLock, readPythons, targets, type Target } from '../../../src/main/kit/targets'
import { shippedResources } from './kit-world'

const systems: Readonly<Record<Target, string>> = {
  'win-x64': 'win32',
  'linux-x64': 'linux',
  'mac-arm64': 'darwin',
}

/** Whether a marker of requirements.txt holds for a CPython 3.12 there; every form that stands in the file, no other. */
const holds = (marker: string, system: string): boolean =>
  marker.split(' and ').every((clause) => {
    const [, name, sign, value] = /^(\w+) (\S+) '([^']+)'$/.exec(clause.trim()) ?? []
    if (name === 'sys_platform') return sign === '==' ? value === system : value !== system
    if (name !== 'python_full_version' || value === undefined) throw new Error(`Unknown marker: ${clause}`)
    const minor = Number(value.split('.')[1])
    if (sign === '==') return minor === 12
    return sign === '<' ? 12 < minor : 12 >= minor
  })

test.each(targets)(
  'the wheels of kits for %s are the packages of the terminal’s environment',
  async (target) => {
    const required = (await readFile(path.join(shippedResources, 'python', 'requirements.txt'), 'utf8'))
      .split('\n')
      .flatMap((line) => {
        const [, pinned, marker = ''] = /^([\w.-]+==[^ ;]+)(?: ; (.*))?$/.exec(line) ?? []
        return pinned !== undefined && (marker === '' || holds(marker, systems[target])) ? [pinned] : []
      })
    const lock = await readFile(path.join(shippedResources, 'python', 'kit', `${target}.txt`), 'utf8')
    const locked = lock.split('\n').flatMap((line) => /^([\w.-]+==\S+) --hash/.exec(line)?.[1] ?? [])
    expect(locked.sort()).toEqual(required.sort())
    expect(await readLock(shippedResources, target)).toHaveLength(required.length)
  },
)

test('each target has a Python of one version, named in its address', async () => {
  const { version, targets: published } = await readPythons(shippedResources)
  for (const target of targets) {
    const { file, url } = published[target]
    expect(file).toContain(`cpython-${version}+`)
    expect(decodeURIComponent(url).endsWith(`/${file}`)).toBe(true)
  }
})
