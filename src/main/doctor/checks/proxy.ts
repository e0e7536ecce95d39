import { passed, warning, type Preflight, type Verdict } from '../preflight'

type Environment = Readonly<Record<string, string | undefined>>

const either = (environment: Environment, name: string): string =>
  environment[name.toLowerCase()] ?? environment[name] ?? ''

/** Python's requests asks the proxy for http://127.0.0.1 too, unless it is told not to. */
export const judgeProxy = (environment: Environment): Verdict => {
  const proxy = either(environment, 'HTTP_PROXY') || either(environment, 'ALL_PROXY')
  if (proxy === '') return passed('No proxy stands before 127.0.0.1.')
  const spared = either(environment, 'NO_PROXY')
    .split(',')
    .map((name) => name.trim())
  if (spared.some((name) => name === '*' || name === '127.0.0.1')) {
    return passed('A proxy is set, and 127.0.0.1 is reached without it.')
  }
  return warning(
    'A proxy is set for all addresses.',
    'Python clients outside of the panel would ask the proxy for 127.0.0.1 and fail.',
    'Add 127.0.0.1 to the environment variable NO_PROXY.',
  )
}

export const proxy: Preflight = {
  id: 'proxy',
  title: 'Proxy',
  look: async () => judgeProxy(process.env),
}
