import { useEffect } from 'react'
import { create } from 'zustand'

export const useLast = create<{ readonly name: string }>()(() => ({ name: '' }))

/** The table in the address, else the one that was looked at last: whoever comes back from another view goes on there. */
export const useLastTable = (name: string): string => {
  const last = useLast((state) => state.name)
  useEffect(() => {
    if (name !== '') useLast.setState({ name })
  }, [name])
  return name === '' ? last : name
}
