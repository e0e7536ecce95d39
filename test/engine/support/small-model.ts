import type { ComposeModel } from '../../../src/main/engine/compose-model'

/** Ends at once when it is told to, as a service does. */
const idle = ['sh', '-c', 'trap "exit 0" TERM; echo ready; while :; do sleep 0.1; done']

export const page = 'set $host "$$twice" ${BRACED}\n'

/** A service with a volume and a file, one in its network namespace, and one on its own. */
export const smallModel = (
  image: string,
  { content = page }: { readonly content?: string } = {},
): ComposeModel => ({
  services: {
    owner: {
      image,
      command: idle,
      volumes: ['data:/data'],
      configs: [{ source: 'page', target: '/cfg/page.conf' }],
    },
    joined: { image, command: idle, network_mode: 'service:owner', depends_on: ['owner'] },
    alone: { image, command: idle },
  },
  volumes: { data: null },
  configs: { page: { content } },
})
