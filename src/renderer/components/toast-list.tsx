import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { IconButton } from './button'
import { StateIcon } from './state-mark'
import { toasts } from './toast'
import { partTexts as texts } from './texts'
import { useToastRoom } from './toast-room'
import './toast-list.css'

const Cards = () => {
  const { toasts: cards } = Toast.useToastManager()
  useToastRoom(cards.some(({ type }) => type === 'bad'))
  return cards.map((card) => (
    <Toast.Root key={card.id} toast={card} className="toast" swipeDirection="right">
      <Toast.Content className="toast-content">
        <StateIcon tone={card.type === 'bad' ? 'bad' : 'ok'} />
        <div className="toast-text">
          <Toast.Title className="toast-title" />
          {card.description !== '' && <Toast.Description className="toast-detail" />}
          {card.actionProps !== undefined && (
            <Toast.Action className="button button-plain button-small toast-action" />
          )}
        </div>
        <Toast.Close render={<IconButton label={texts.dismiss} icon={X} />} />
      </Toast.Content>
    </Toast.Root>
  ))
}

export const ToastList = () => (
  <Toast.Provider toastManager={toasts} limit={4}>
    <Toast.Portal>
      <Toast.Viewport className="toast-place">
        <Cards />
      </Toast.Viewport>
    </Toast.Portal>
  </Toast.Provider>
)
