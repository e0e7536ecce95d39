import type { ForeignObject } from '../../engine/engine'
import { foreignFailure } from '../../engine/foreign-failure'
import { Failure } from '../../../shared/errors'
import { failed, page, passed, skipped, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'

export const compose = dockerCheck(
  'docker-compose',
  'Docker Compose',
  async (here, _surroundings, signal) => {
    try {
      return passed(`Compose ${await here.compose(signal)} is there.`)
    } catch (error) {
      if (!(error instanceof Failure) || error.info.code !== 'COMPOSE_MISSING') throw error
      const { what, why, fix } = error.info
      return failed(what, why, fix, page('https://docs.docker.com/compose/install/'))
    }
  },
)

/** Further apart, versions and annotations carry times of two clocks: rows written "after" a version are not in the next one. */
const tolerance = 2000

export const judgeDrift = (clockAhead: number, desktop: boolean): Verdict => {
  const seconds = (Math.abs(clockAhead) / 1000).toFixed(1)
  if (Math.abs(clockAhead) <= tolerance)
    return passed(`The clocks of Docker and of this machine agree to ${seconds} s.`)
  return warning(
    `Docker's clock is ${seconds} s ${clockAhead > 0 ? 'ahead of' : 'behind'} this machine's.`,
    'It stands still while the machine sleeps. Rows and versions would carry times that do not fit those of the client.',
    desktop
      ? 'Restart Docker Desktop; on Windows "wsl --shutdown" before it.'
      : 'Let both synchronise their clocks, then restart Docker.',
  )
}

export const drift = dockerCheck('docker-clock', 'Clock of Docker', async ({ info }) =>
  judgeDrift(info.clockAhead, info.desktop),
)

/** Docker Desktop's two ways on Windows tell themselves apart by their kernel. */
export const judgeBackend = (platform: NodeJS.Platform, kernel: string): Verdict => {
  if (platform !== 'win32') return skipped('Only on Windows.')
  if (kernel === '') return skipped('The engine does not tell.')
  return /microsoft|wsl2/i.test(kernel)
    ? passed('Docker runs on WSL 2.')
    : warning(
        'Docker does not run on WSL 2.',
        `Its kernel is ${kernel}, as with Hyper-V: its memory is fixed, and starts take longer.`,
        'Docker Desktop: Settings > General > "Use the WSL 2 based engine".',
        page('https://docs.docker.com/desktop/features/wsl/'),
      )
}

export const backend = dockerCheck('docker-wsl', 'WSL 2', async ({ info }) =>
  judgeBackend(process.platform, info.kernel),
)

export const judgeEngineProxy = (engines: string, ours: string, missingImages: number): Verdict => {
  if (engines !== '') return passed('Docker loads images through a proxy.')
  if (ours === '') return passed('Docker loads images without a proxy, as this machine has none.')
  if (missingImages === 0) return passed('Docker has no proxy, and no image is left to download.')
  return warning(
    'This machine uses a proxy, Docker does not.',
    'Images would be asked for directly, which a network with a proxy usually refuses.',
    'Docker Desktop: Settings > Resources > Proxies; on Linux: https://docs.docker.com/engine/daemon/proxy/.',
    page('https://docs.docker.com/engine/daemon/proxy/'),
  )
}

export const engineProxy = dockerCheck('docker-proxy', 'Proxy of Docker', async ({ info, missingImages }) => {
  const { HTTPS_PROXY, https_proxy: lower } = process.env
  return judgeEngineProxy(info.proxy, lower ?? HTTPS_PROXY ?? '', missingImages.length)
})

export const judgeForeign = (project: string, objects: readonly ForeignObject[]): Verdict => {
  if (objects.length === 0) return passed(`Nothing of others has the project name ${project}.`)
  const { what, why, fix } = foreignFailure(project, objects).info
  return failed(what, why, fix, { name: 'foreign.stop' })
}

export const foreign = dockerCheck(
  'docker-foreign',
  'Nothing of others in the way',
  async ({ project }, _surroundings, signal) => judgeForeign(project.name, await project.foreign(signal)),
)
