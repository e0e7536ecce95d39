/** The port of a fleet's address. `URL` leaves out 80, as it is what http means without one. */
export const portOf = (address: string): number => Number(new URL(address).port || 80)
