import { ChevronDown, Copy } from 'lucide-react'
import { use } from 'react'
import { Button } from '../components/button'
import { copyText } from '../components/copy'
import { CloseDialog } from '../components/dialog-close'
import { Popover } from '../components/popover'
import { routeHash } from '../views/route'
import { OwnPythonSteps } from './own-python'
import { ownPythonTexts as texts } from './texts'
import '../components/pill.css'

interface OwnPythonPillProps {
  readonly datastack: string
  readonly address: string
}

const More = () => {
  const close = use(CloseDialog)
  return (
    <p className="mute">
      {texts.more}{' '}
      <a href={routeHash('cheatsheet')} onClick={() => close?.()}>
        {texts.moreLink}
      </a>
    </p>
  )
}

/** What a client connects to; a click tells how. */
export const OwnPythonPill = ({ datastack, address }: OwnPythonPillProps) => (
  <Popover
    title={texts.title}
    side="start"
    trigger={
      <button type="button" className="pill pill-address" title={texts.title}>
        <span className="pill-rest">{datastack} ·</span>
        <span className="mono">{address.replace('http://', '')}</span>
        <ChevronDown aria-hidden />
      </button>
    }
  >
    <div className="own-address">
      <Button small icon={Copy} onClick={() => void copyText(address, texts.address)}>
        {texts.copyAddress}
      </Button>
      <code>{address}</code>
    </div>
    <OwnPythonSteps datastack={datastack} address={address} />
    <More />
  </Popover>
)
