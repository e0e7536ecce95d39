import { useQueryClient } from '@tanstack/react-query'
import type { Place } from '../../shared/domain/place'
import { lookAgain } from '../core/fleet-status'
import { useCall } from '../core/use-call'

/** What was read of the old place. */
const dependent = [
  'place.read',
  'doctor.run',
  'panel.about',
  'cheatsheet.read',
  'images.status',
  'foreign.read',
]

/** Moves the home to another place; `done` when the core is there. */
export const useChoosePlace = (done: (place: Place) => void) => {
  const client = useQueryClient()
  return useCall('place.choose', {
    done: (_, place) => {
      for (const channel of dependent) void client.invalidateQueries({ queryKey: [channel] })
      // The watch of the old place has ended with it.
      lookAgain()
      done(place)
    },
  })
}
