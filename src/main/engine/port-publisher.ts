import type Docker from 'dockerode'
import { z } from 'zod'

const publishing = z.array(
  z.object({ Names: z.array(z.string()), Ports: z.array(z.object({ PublicPort: z.number().optional() })) }),
)

/** The name of the container that publishes a port of this machine: the process that listens for it belongs to the engine. */
export const portPublisher = async (docker: Docker, port: number): Promise<string | null> => {
  const containers = publishing.parse(await docker.listContainers())
  const found = containers.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port))
  return found === undefined ? null : (found.Names[0] ?? '').replace(/^\//, '')
}
