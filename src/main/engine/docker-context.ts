import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Surroundings } from './surroundings'

/** The Docker context in use and the host that it names; null for its host where its file cannot be read. */
export interface DockerContext {
  readonly name: string
  readonly host: string | null
}

const config = z.object({ currentContext: z.string().optional() })
const meta = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }) }) })

const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> => {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Docker's own files: absent on most machines, and what is wrong in them is for `docker context ls` to tell.
    return undefined
  }
}

/** The context that `docker` would use; null for the one called "default", which is the system's own socket. */
export const currentContext = async ({
  environment,
  homeFolder,
}: Surroundings): Promise<DockerContext | null> => {
  const folder = environment['DOCKER_CONFIG'] || path.join(homeFolder, '.docker')
  const name =
    environment['DOCKER_CONTEXT'] ||
    (await readJson(path.join(folder, 'config.json'), config))?.currentContext ||
    'default'
  if (name === 'default') return null
  const id = createHash('sha256').update(name).digest('hex')
  const found = await readJson(path.join(folder, 'contexts', 'meta', id, 'meta.json'), meta)
  return { name, host: found?.Endpoints.docker.Host ?? null }
}
