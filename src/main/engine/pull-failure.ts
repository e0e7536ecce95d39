import { Failure, type ErrorInfo } from '../../shared/errors'
import { seconds } from '../waiting/limit'
import { diskFull } from './ask'
import { parseImage } from './image-name'

/** `passing`: the same call may succeed a moment later. */
export interface PullTrouble {
  readonly info: ErrorInfo
  readonly passing: boolean
}

const desktopProxy =
  'in Docker Desktop: Settings > Resources > Proxies; on Linux: "docs.docker.com/engine/daemon/proxy"'

export const whatFails = (image: string): string => `The image ${image} could not be loaded.`

const trouble = (image: string, why: string, fix: string, passing: boolean): PullTrouble => ({
  info: { code: 'PULL_FAILED', what: whatFails(image), why, fix },
  passing,
})

/** `variable` names what overrides the image, where the fleet has such a thing. */
const notThere = (image: string, why: string, variable: string | undefined): PullTrouble => {
  const { repository, tag } = parseImage(image)
  const other =
    variable === undefined ? 'Name another image or tag.' : `Name another image or tag with ${variable}.`
  return trouble(
    image,
    `The registry has no tag "${tag ?? 'latest'}" of ${repository}, or does not show it: ${why}`,
    `${other} It may also come from a bundle: "realcave images load".`,
    false,
  )
}

const kinds: readonly (readonly [RegExp, (image: string, why: string) => PullTrouble])[] = [
  [
    /toomanyrequests|too many requests|rate limit/i,
    (image, why) =>
      trouble(
        image,
        `The registry allows no more downloads from this address for now: ${why}`,
        `Wait some hours; or log in ("docker login") and load it yourself ("docker pull ${image}"), then try again.`,
        false,
      ),
  ],
  [
    /x509|certificate|tls: |tls handshake/i,
    (image, why) =>
      trouble(
        image,
        `The connection to the registry is not trusted, as where a proxy looks into it: ${why}`,
        `Let Docker trust the proxy's certificate, or set the proxy right (${desktopProxy}).`,
        /handshake timeout/i.test(why),
      ),
  ],
  [
    /proxyconnect|proxy/i,
    (image, why) =>
      trouble(
        image,
        `The proxy does not let Docker through: ${why}`,
        `Set the proxy right (${desktopProxy}).`,
        true,
      ),
  ],
  [
    /no such host|name resolution|lookup .*: /i,
    (image, why) =>
      trouble(
        image,
        `The registry's name is not found: ${why}`,
        `Check the connection to the internet; behind a proxy, set it (${desktopProxy}). Without a network, the images come from a bundle: "realcave images load".`,
        true,
      ),
  ],
  [
    /timeout|timed out|deadline exceeded|connection reset|connection refused|unexpected EOF|\bEOF\b|network is unreachable|no route to host|broken pipe|\b50[0234]\b|service unavailable|bad gateway|short read|httpReadSeeker/i,
    (image, why) =>
      trouble(
        image,
        `The connection to the registry broke: ${why}`,
        `Check the connection to the internet, then try again: layers that are here stay. Behind a proxy, set it (${desktopProxy}).`,
        true,
      ),
  ],
]

/** What the engine's words mean when an image could not be loaded. */
export const pullTrouble = (image: string, why: string, variable: string | undefined): PullTrouble => {
  const full = diskFull(whatFails(image), why)
  if (full !== undefined) return { info: full, passing: false }
  if (
    /manifest unknown|manifest for .* not found|pull access denied|repository does not exist|denied|unauthorized|no matching manifest|name unknown/i.test(
      why,
    )
  )
    return notThere(image, why, variable)
  const found = kinds.find(([pattern]) => pattern.test(why))
  return found
    ? found[1](image, why)
    : trouble(
        image,
        `The Docker engine says: ${why}`,
        'Try again. If it happens again, restart Docker.',
        false,
      )
}

/** Neither the registry nor the engine says anything any more, as after a change of the network. */
export const stalled = (image: string, milliseconds: number): PullTrouble =>
  trouble(
    image,
    `Nothing came of it for ${seconds(milliseconds)}: the connection to the registry is dead, or Docker hangs.`,
    `Check the connection to the internet, then try again: layers that are here stay. If it stays so, restart Docker. Behind a proxy, set it (${desktopProxy}).`,
    true,
  )

export const pullFailure = ({ info }: PullTrouble): Failure => new Failure(info)
