import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStream } from '../core/use-stream'
import { isLongJob } from './long-jobs'
import { tellEnd } from './notify'

/**
 * Tells of the ends of those long jobs that this panel asked for: each is told once, by the window where it was begun, however many
 * are open. Who cancelled a job knows of its end. Renders nothing.
 */
export const JobNotes = (): null => {
  const client = useQueryClient()
  const [downloading, setDownloading] = useState(false)
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated') return
        const channel = event.mutation.options.mutationKey?.[0]
        if (!isLongJob(channel)) return
        const { action } = event
        if (action.type === 'error' && action.error.info.code !== 'CANCELLED') tellEnd(channel, true)
        if (action.type !== 'success') return
        // A download is only begun by its call.
        if (channel === 'images.get') setDownloading(true)
        else tellEnd(channel, false)
      }),
    [client],
  )
  useStream('images.watch', downloading ? undefined : null, ({ state }) => {
    if (state === 'running' || state === 'idle') return
    setDownloading(false)
    if (state !== 'cancelled') tellEnd('images.get', state === 'failed')
  })
  return null
}
