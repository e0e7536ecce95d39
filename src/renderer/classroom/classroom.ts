import { useEffect } from 'react'
import { create } from 'zustand'
import type { Answer } from '../../shared/contract'
import type { ClassroomSettings } from '../../shared/domain/classroom'
import { useAnswer } from '../core/use-call'
import { setTheme } from '../design/theme'

interface ClassroomState {
  readonly now: Answer<'classroom.read'>
}

/** What a classroom's kit has set; null where none is in use, or it is not known yet. */
export const useClassroom = create<ClassroomState>()(() => ({ now: null }))

const nothing: ClassroomSettings = {}

export const useClassroomSettings = (): ClassroomSettings =>
  useClassroom(({ now }) => now?.settings ?? nothing)

export const isPlaceSet = ({ port, project }: ClassroomSettings): boolean =>
  port !== undefined || project !== undefined

/** Asks for it, again whenever the window comes to the front, and lets what concerns this page hold. */
export const ClassroomWatch = () => {
  const { data } = useAnswer('classroom.read', undefined, { staleTime: 0, refetchOnWindowFocus: true })
  useEffect(() => {
    if (data === undefined) return
    useClassroom.setState({ now: data })
    setTheme(data?.settings.theme)
  }, [data])
  return null
}
