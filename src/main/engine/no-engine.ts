import { Failure, type ErrorInfo } from '../../shared/errors'
import type { Try } from './engine-try'
import type { Installed } from './installed'
import type { Surroundings } from './surroundings'

const practice = 'Meanwhile the practice fleet runs without Docker: --fleet practice.'

/** The page that tells how Docker is installed on such a machine. */
export const whereToGet = ({ platform, wsl }: Surroundings): string => {
  if (wsl || platform === 'win32') return 'https://docs.docker.com/desktop/setup/install/windows-install/'
  return platform === 'linux'
    ? 'https://docs.docker.com/engine/install/'
    : 'https://docs.docker.com/desktop/setup/install/mac-install/'
}

const getIt = (surroundings: Surroundings): string => {
  const { platform, wsl } = surroundings
  const where = whereToGet(surroundings)
  if (wsl) {
    return `Install Docker Desktop on Windows (${where}) and switch on its WSL integration for this distribution, or run RealCAVE on Windows.`
  }
  if (platform === 'linux') return `Install Docker Engine with its Compose plugin, as ${where} tells.`
  return `Install Docker Desktop, as ${where} tells${platform === 'win32' ? ' (it needs WSL 2)' : ''}.`
}

const startIt = ({ platform, wsl }: Surroundings, { desktop }: Installed): string => {
  if (wsl) {
    const start =
      desktop === null
        ? 'Start Docker Desktop on Windows'
        : 'Start Docker Desktop: on Windows, by the button in the panel, or by "realcave up --fleet genuine", which waits for it'
    return `${start}. Its WSL integration has to be switched on for this distribution (Settings > Resources > WSL integration). Or run RealCAVE on Windows.`
  }
  if (desktop !== null)
    return 'Start Docker Desktop: by its icon, by the button in the panel, or by "realcave up --fleet genuine", which waits for it.'
  return platform === 'linux'
    ? 'Start it with "sudo systemctl start docker".'
    : 'Start Docker Desktop and wait until it says that the engine runs.'
}

const remote = ({ source, host }: Try, { platform }: Surroundings): ErrorInfo => ({
  code: 'ENGINE_REFUSED',
  what: 'The Docker engine that is chosen is on another machine.',
  why: `${source} names ${host ?? 'it'}: the fleet's ports and 127.0.0.1 would be there, where neither this panel nor the client reaches them.`,
  fix:
    source === 'DOCKER_HOST'
      ? 'Take DOCKER_HOST out of the environment, or let it name an engine of this machine.'
      : `Choose an engine of this machine: "docker context use ${platform === 'linux' ? 'default' : 'desktop-linux'}".`,
})

const denied = ({ host }: Try, { platform }: Surroundings): ErrorInfo => ({
  code: 'ENGINE_DENIED',
  what: 'Docker runs, but this user may not use it.',
  why: `${host ?? 'Its socket'} refuses: permission denied.`,
  fix:
    platform === 'win32'
      ? 'Add this user to the Windows group "docker-users", sign out and in again.'
      : platform === 'darwin'
        ? 'Start Docker Desktop as this user; Settings > Advanced can allow the default socket.'
        : 'Put this user into the group docker ("sudo usermod -aG docker $USER"), sign out and in again; or use rootless Docker or Docker Desktop.',
})

const windows: ErrorInfo = {
  code: 'ENGINE_REFUSED',
  what: 'Docker is set to Windows containers.',
  why: 'The services of the fleet are Linux containers.',
  fix: 'In the menu of Docker Desktop choose "Switch to Linux containers".',
}

const unreadable = ({ source, host, said }: Try): ErrorInfo => ({
  code: 'ENGINE_REFUSED',
  what: `${source} cannot be used${host === null ? '' : `: ${host}`}.`,
  why: 'why' in said ? said.why : 'It cannot be read.',
  fix: 'Set it right, or take it out: then the usual places are looked at.',
})

const unwell = ({ source, said }: Try): ErrorInfo => ({
  code: 'ENGINE_MISSING',
  what: 'The Docker engine does not answer.',
  why: 'why' in said ? `${source} says: ${said.why}` : `${source} takes the call, but says nothing.`,
  fix: `It may still be starting: wait a minute and try again; else restart Docker. ${practice}`,
})

/** Why no engine can be used, from the most telling of the tries. */
export const noEngine = (
  tries: readonly Try[],
  installed: Installed,
  surroundings: Surroundings,
): Failure => {
  const first = (kind: Try['said']['kind']): Try | undefined => tries.find(({ said }) => said.kind === kind)
  const told: readonly (readonly [Try['said']['kind'], (tried: Try) => ErrorInfo])[] = [
    ['remote', (tried) => remote(tried, surroundings)],
    ['windows', () => windows],
    ['denied', (tried) => denied(tried, surroundings)],
    ['silent', unwell],
    ['failed', unwell],
    ['unreadable', unreadable],
  ]
  for (const [kind, tell] of told) {
    const tried = first(kind)
    if (tried) return new Failure(tell(tried))
  }
  const stopped = installed.cli !== null || installed.desktop !== null
  return new Failure({
    code: 'ENGINE_MISSING',
    what: stopped ? 'Docker is installed, but does not run.' : 'There is no Docker on this machine.',
    why: `No engine answers: ${tries.map(({ host, source }) => host ?? source).join(', ')}.`,
    fix: `${stopped ? startIt(surroundings, installed) : getIt(surroundings)} ${practice}`,
  })
}
