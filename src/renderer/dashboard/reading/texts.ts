/** Why something could not be read, and what a presenter does about it. The page itself only goes on looking. */
export const readingTexts = {
  noGateway: 'Nothing answers at this address any more: the fleet is down, or its gateway has stopped.',
  noService: (status: number): string =>
    `The gateway answers ${status}: the service behind it does not run, or is starting.`,
  silent: (seconds: number): string => `It did not answer within ${seconds} s.`,
  unexpected: 'Its answer has another shape than expected.',
  startFleet: 'Start it: “Get demo-ready” in the panel, or “realcave up”. This page then goes on by itself.',
  startService: 'Start the service in the panel’s Services view. This page then goes on by itself.',
  lookAtLog: 'Look at the service’s log in the panel. This page tries again every few seconds.',
  startEmulator:
    'Start bigtable in the panel’s Services view; an open panel then rebuilds the graph by itself.',
  rebuildGraph:
    'An open panel rebuilds it by itself; else “Rebuild graph” in its Services view, or “realcave graph rebuild”.',
} as const
