import { createContext } from 'react'

/** Tables are read from the back of a room: they show what is spoken of, in large letters, and leave the rest to the panel. */
export const ForAudience = createContext(false)
