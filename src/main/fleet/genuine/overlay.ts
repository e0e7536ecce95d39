import type { ComposeModel } from '../../engine/compose-model'
import { homeLabel } from '../../engine/compose-model'
import type { DockerEngine, ExecResult } from '../../engine/engine'
import { parseImage } from '../../engine/image-name'
import { Failure } from '../../../shared/errors'

/** An image made here from a published one, for processors that the published one does not suit. */
export interface Overlay {
  readonly base: string
  readonly image: string
}

/** Of the library that is added; bytes on the wire. */
export const overlayDownload = 47_000_000

/** Its tag is the base's own: that is the version of the service. */
export const overlayOf = (base: string): Overlay => {
  const { repository, tag } = parseImage(base)
  const name = repository.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return { base, image: `realcave/${name}-without-avx2:${tag ?? 'latest'}` }
}

/** The services that run from the base run from the overlay; the check of what it does not use is off. */
export const overlaid = (model: ComposeModel, { base, image }: Overlay): ComposeModel => ({
  ...model,
  services: Object.fromEntries(
    Object.entries(model.services).map(([name, service]) => [
      name,
      service.image === base
        ? { ...service, image, environment: skipsCheck(service['environment']) }
        : service,
    ]),
  ),
})

const skipsCheck = (environment: unknown): unknown =>
  typeof environment === 'object' && environment !== null
    ? { ...environment, POLARS_SKIP_CPU_CHECK: '1' }
    : { POLARS_SKIP_CPU_CHECK: '1' }

const version = 'from importlib.metadata import version; print(version("polars"))'

/** Since 1.34 polars' usual build and the one for older processors are packages beside each other; before, one took the other's place. */
const packageFor = (polars: string): string => {
  const [major = 0, minor = 0] = polars.split('.').map(Number)
  const isSplit = major > 1 || (major === 1 && minor >= 34)
  return `${isSplit ? 'polars-runtime-compat' : 'polars-lts-cpu'}==${polars}`
}

/** What the services ask of the libraries at their start and at each query. */
const trial = [
  'import pandas, polars, pyarrow',
  'polars.DataFrame({"a": [1, 2]}).group_by("a").len()',
  'pyarrow.RecordBatch.from_pandas(pandas.DataFrame({"a": [1, 2]}))',
].join('; ')

const notMade = (why: string, fix: string): Failure =>
  new Failure({
    code: 'IMAGES_MISSING',
    what: 'The image of the materialization services for this processor could not be made.',
    why,
    fix: `${fix} Meanwhile the practice fleet runs without it: --fleet practice.`,
  })

const lastLine = ({ errors, output }: ExecResult): string =>
  (errors.trim() || output.trim()).split('\n').at(-1) ?? ''

const fetchFailed = (name: string, result: ExecResult): Failure =>
  notMade(
    `"pip install ${name}" says: ${lastLine(result)}`,
    'Connect to the internet once and try again (a proxy is taken from HTTPS_PROXY); or load a bundle that "realcave images save --every-processor" made.',
  )

/** Loopback is another machine's inside a container. */
const isReachable = (proxy: string): boolean => !/\/\/(?:[^@/]*@)?(?:localhost|127\.|\[?::1)/i.test(proxy)

const passedOn = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'PIP_INDEX_URL'] as const

/** How this machine reaches package servers, as far as that holds in a container as well. */
export const packageEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> => {
  const given = passedOn.flatMap((name): [string, string][] => {
    const value = environment[name]
    return value !== undefined && value !== '' && isReachable(value) ? [[name, value]] : []
  })
  const direct = environment['NO_PROXY'] ?? environment['no_proxy']
  return { ...Object.fromEntries(given), ...(direct === undefined ? {} : { NO_PROXY: direct }) }
}

export interface OverlayMaker {
  readonly engine: Pick<DockerEngine, 'derive'>
  /** Whose it is. */
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Makes it, and tries that it helps: the base must be on this machine. */
export const makeOverlay = async (
  { engine, home, environment }: OverlayMaker,
  { base, image }: Overlay,
  report: (detail: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  await engine.derive(
    {
      from: base,
      name: image,
      labels: { [homeLabel]: home },
      environment: packageEnvironment(environment),
      work: async (run) => {
        report('looking for the version of polars')
        const found = await run(['python', '-c', version])
        if (found.status !== 0)
          throw notMade(
            `It holds no polars: ${lastLine(found)}`,
            'Name another image with REALCAVE_MAT_IMAGE.',
          )
        const name = packageFor(found.output.trim())
        report(`installing ${name}`)
        const pip = [
          'python',
          '-m',
          'pip',
          'install',
          '--no-deps',
          '--no-cache-dir',
          '--root-user-action=ignore',
        ]
        const installed = await run([...pip, '--progress-bar=off', '--disable-pip-version-check', name])
        if (installed.status !== 0) throw fetchFailed(name, installed)
        report('trying it on this processor')
        const tried = await run(['python', '-c', trial])
        if (tried.status !== 0)
          throw notMade(
            `On this processor the libraries end with status ${String(tried.status)}: ${lastLine(tried)}`,
            'Use a machine whose processor has AVX2.',
          )
      },
    },
    report,
    signal,
  )
}
