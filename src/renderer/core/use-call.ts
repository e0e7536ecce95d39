import { useMutation, useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Answer, Asked, CallName } from '../../shared/contract'
import type { ErrorInfo, Failure } from '../../shared/errors'
import { ask } from './ask'
import { useBridge } from './bridge-context'

type AnswerOptions<T> = Omit<UseQueryOptions<T>, 'queryKey' | 'queryFn'>

export const answerKey = <K extends CallName>(channel: K, input: Asked<K>): QueryKey =>
  input === undefined ? [channel] : [channel, input]

/** A question that is read: cached, asked again when its key is invalidated, cancelled when nobody looks any more. */
export const useAnswer = <K extends CallName>(
  channel: K,
  input: Asked<K>,
  options: AnswerOptions<Answer<K>> = {},
) => {
  const bridge = useBridge()
  return useQuery<Answer<K>>({
    queryKey: answerKey(channel, input),
    queryFn: ({ signal }) => ask(bridge, channel, input, signal),
    ...options,
  })
}

export interface CallOutcome<K extends CallName> {
  readonly done?: (answer: Answer<K>, input: Asked<K>) => void
  readonly failed?: (error: ErrorInfo) => void
}

/** A verb that acts. `done` and `failed` are told even when the view that asked is gone by then. */
export const useCall = <K extends CallName>(channel: K, outcome: CallOutcome<K> = {}) => {
  const bridge = useBridge()
  const controller = useRef<AbortController | null>(null)
  const mutation = useMutation<Answer<K>, Failure, Asked<K>>({
    mutationKey: [channel],
    mutationFn: (input) => {
      controller.current = new AbortController()
      return ask(bridge, channel, input, controller.current.signal)
    },
    onSuccess: (answer, input) => outcome.done?.(answer, input),
    onError: (failure) => outcome.failed?.(failure.info),
  })
  return {
    run: (input: Asked<K>): void => mutation.mutate(input),
    cancel: (): void => controller.current?.abort(),
    forget: mutation.reset,
    pending: mutation.isPending,
    error: mutation.error?.info ?? null,
  }
}
