import { readFileSync } from 'node:fs'

/** How to reach PostgreSQL from within the network of the fleet. */
export interface Reach {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

/** A setting that the genuine service cannot do without: where it is missing this one ends as well. */
export const needed = (name: string): string => {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`KeyError: '${name}'`)
  return value
}

/** Reads a settings file of Python, the one that the variable names: texts only. */
export const readSettings = (variable: string): ReadonlyMap<string, string> => {
  const text = readFileSync(needed(variable), 'utf8')
  return new Map(
    [...text.matchAll(/^(?<name>[A-Z_]+) = "(?<value>.*)"$/gm)].map(({ groups }) => [
      groups?.['name'] ?? '',
      groups?.['value'] ?? '',
    ]),
  )
}

export const postgresOf = (settings: ReadonlyMap<string, string>): Reach => {
  const url = new URL(settings.get('SQLALCHEMY_DATABASE_URI') ?? '')
  return {
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
  }
}

/** What every service is given (CAVE-FACTS 1). */
const checkCommon = (): void => {
  if (needed('AUTH_DISABLED') !== 'true')
    throw new Error('Authentication is on: nobody could ask for anything.')
  for (const name of ['AUTH_URI', 'AUTH_URL', 'STICKY_AUTH_URL', 'INFO_URL']) needed(name)
  JSON.parse(readFileSync(needed('DAF_CREDENTIALS'), 'utf8'))
}

/** What a service behind uwsgi is given beside it. */
export const checkUwsgi = (): number => {
  checkCommon()
  readFileSync(needed('UWSGI_INI'))
  return Number(needed('UWSGI_PROCESSES'))
}

/** What the engine of materialization reads as it is imported, in both its containers (CAVE-FACTS 8.C). */
export const checkMaterialization = (): void => {
  checkCommon()
  for (const name of ['LOCAL_SERVER_URL', 'GLOBAL_SERVER_URL', 'PCG_SERVER_URL', 'QUEUES_TO_THROTTLE'])
    needed(name)
  if (Number.isNaN(Number(needed('QUEUE_LENGTH_LIMIT')))) throw new Error('int(): QUEUE_LENGTH_LIMIT')
}
