import { Copy } from 'lucide-react'
import { copyText } from '../components/copy'
import { texts } from '../texts'
import '../components/pill.css'

interface AddressPillProps {
  readonly datastack: string
  readonly address: string
}

/** What a client connects to; a click copies the address. */
export const AddressPill = ({ datastack, address }: AddressPillProps) => (
  <button
    type="button"
    className="pill pill-address"
    title={texts.copyAddress(address)}
    onClick={() => void copyText(address, 'Address')}
  >
    <span className="visually-hidden">{texts.copy}</span>
    <span className="pill-rest">{datastack} ·</span>
    <span className="mono">{address.replace('http://', '')}</span>
    <Copy aria-hidden />
  </button>
)
