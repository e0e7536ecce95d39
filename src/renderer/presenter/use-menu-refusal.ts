import { useEffect, useState } from 'react'
import { useBridge } from '../core/bridge-context'
import { useStream } from '../core/use-stream'

/**
 * Whether something was chosen in the window's menu on stage. What the menu has is the panel's, and no audience sees that by a slip:
 * it is refused with a word, until the next key or click.
 */
export const useMenuRefusal = (): boolean => {
  const { shell } = useBridge()
  const [refused, setRefused] = useState(false)
  useStream('menu.chosen', shell === 'electron' ? undefined : null, () => setRefused(true))
  useEffect(() => {
    const done = new AbortController()
    const forget = (): void => setRefused(false)
    addEventListener('keydown', forget, { capture: true, signal: done.signal })
    addEventListener('pointerdown', forget, { capture: true, signal: done.signal })
    return () => done.abort()
  }, [])
  return refused
}
