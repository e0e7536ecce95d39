import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Docker's own command line: what the tests do beside the product, and how they look at what it did. */
export const docker = async (...given: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', [...given], { maxBuffer: 64 * 1024 * 1024 })).stdout.trim()

/** Why no engine with Compose can be used; undefined where one can. */
export const engineTrouble = async (): Promise<string | undefined> => {
  try {
    await docker('version', '--format', '{{.Server.Version}}')
    await docker('compose', 'version')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error)
  }
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/** Names of what the engine has of a Compose project: containers, volumes and networks. */
export const objectsOf = async (project: string): Promise<string[]> => {
  const filter = ['--filter', `label=com.docker.compose.project=${project}`]
  const found = await Promise.all([
    docker('ps', '--all', ...filter, '--format', 'container {{.Names}}'),
    docker('volume', 'ls', ...filter, '--format', 'volume {{.Name}}'),
    docker('network', 'ls', ...filter, '--format', 'network {{.Name}}'),
  ])
  return found.flatMap(lines).sort()
}

/** Volumes without a name, too: those of images belong to no project. */
export const volumes = async (): Promise<string[]> => lines(await docker('volume', 'ls', '--quiet')).sort()
