import { installerSystem, targetOf, systemNames, type Target } from './targets'

export interface Mismatch {
  readonly what: string
  readonly why: string
  readonly fix: string
}

const listed = (targets: readonly Target[]): string => targets.map((target) => systemNames[target]).join(', ')

/**
 * Whether each system that a kit installs has its Python, and the other way round: either is made with one option less than was meant, and
 * shows on laptops without a network only.
 */
export const mismatches = (
  installers: readonly string[],
  pythons: readonly Target[],
): readonly Mismatch[] => {
  const installed = installers.flatMap((name) => targetOf(installerSystem(name) ?? '') ?? [])
  const without = installed.filter((target) => !pythons.includes(target))
  const only = pythons.filter((target) => !installed.includes(target))
  const found: Mismatch[] = []
  if (without.length > 0)
    found.push({
      what: `For ${listed(without)} it brings an installer, and no Python.`,
      why: 'Terminal and lessons need a network there, or a Python of the machine and the packages from it.',
      fix: `Make it once more and name each system that it is for: ${[...new Set([...pythons, ...without])].map((target) => `--for ${target.split('-', 1)[0]}`).join(' ')}.`,
    })
  if (installed.length > 0 && only.length > 0)
    found.push({
      what: `For ${listed(only)} it brings a Python, and no installer.`,
      why: 'None was given. There RealCAVE has to be installed by other means.',
      fix: 'Make it once more with "--installer FILE"; or leave it so.',
    })
  return found
}
