import type Docker from 'dockerode'
import { z } from 'zod'
import type { EngineInfo } from './engine'

const info = z.object({
  ID: z.string().default(''),
  ServerVersion: z.string(),
  OperatingSystem: z.string(),
  Architecture: z.string(),
  MemTotal: z.number(),
  NCPU: z.number(),
  Driver: z.string(),
  KernelVersion: z.string().default(''),
  HttpProxy: z.string().default(''),
  HttpsProxy: z.string().default(''),
  /** With nanoseconds, and the offset of the engine's zone. */
  SystemTime: z.string(),
})
const version = z.object({ ApiVersion: z.string() })

/** JavaScript reads three digits of a second's fraction only, by its own standard. */
const instantOf = (text: string): number => Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))

export const readEngineInfo = async (
  docker: Docker,
  now: () => number = () => Date.now(),
): Promise<EngineInfo> => {
  const { ApiVersion } = version.parse(await docker.version())
  const asked = now()
  const told = info.parse(await docker.info())
  const answered = now()
  return {
    id: told.ID,
    version: told.ServerVersion,
    apiVersion: ApiVersion,
    system: told.OperatingSystem,
    desktop: /docker desktop/i.test(told.OperatingSystem),
    architecture: told.Architecture,
    memory: told.MemTotal,
    processors: told.NCPU,
    storageDriver: told.Driver,
    kernel: told.KernelVersion,
    proxy: told.HttpsProxy || told.HttpProxy,
    // The clock was read somewhere between the question and the answer.
    clockAhead: Math.round(instantOf(told.SystemTime) - (asked + answered) / 2),
  }
}
