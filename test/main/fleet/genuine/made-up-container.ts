import type { Container } from '../../../../src/main/engine/engine'

export const startedAt = '2026-11-23T10:00:00.000Z'

/** A container that runs as declared, but for what a test says. */
export const containerOf = (service: string, given: Partial<Container> = {}): Container => ({
  service,
  state: 'running',
  health: 'none',
  current: true,
  joined: true,
  exitCode: null,
  startedAt,
  restarts: 0,
  ...given,
})
