import { Toast } from '@base-ui/react/toast'
import type { ErrorInfo } from '../../shared/errors'

export interface ToastContent {
  readonly tone: 'ok' | 'bad'
  readonly title: string
  readonly detail?: string
  /** One thing that can be done about it, there and then. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  /** Gone after two seconds: a small confirmation. */
  readonly brief?: boolean
}

export const toasts = Toast.createToastManager()

/** Says what came of a work, wherever the reader is by then. Failures stay until they are dismissed, or closed by the id that is answered. */
export const toast = ({ tone, title, detail = '', action, brief = false }: ToastContent): string => {
  const id = toasts.add({
    title,
    description: detail,
    type: tone,
    timeout: tone === 'bad' ? 0 : brief ? 2000 : 6000,
    priority: tone === 'bad' ? 'high' : 'low',
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              toasts.close(id)
              action.run()
            },
          },
        }),
  })
  return id
}

export const toastFailure = (error: ErrorInfo, action?: ToastContent['action']): void => {
  if (error.code === 'CANCELLED') toast({ tone: 'ok', title: error.what, detail: error.why })
  else toast({ tone: 'bad', title: error.what, detail: `${error.why} ${error.fix}`, action })
}
