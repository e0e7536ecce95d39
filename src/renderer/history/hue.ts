import { hues } from './colours'

/** The class that gives an element the colour of a lane, as the map draws it. */
export const hueClass = (lane: number): string => `hue hue-${Math.max(0, lane) % hues}`
