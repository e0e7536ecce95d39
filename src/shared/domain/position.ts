/**
 * PostgreSQL's `integer`: the MaterializationEngine casts each part of a position to it, so that one that lies outside makes every version that
 * holds it unreadable, for good.
 */
export const positionReach = { least: -2_147_483_648, most: 2_147_483_647 } as const

export const isWithinReach = (part: number): boolean =>
  part >= positionReach.least && part <= positionReach.most
