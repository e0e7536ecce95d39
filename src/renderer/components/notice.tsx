import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ErrorInfo } from '../../shared/errors'
import { StateIcon, type Tone } from './state-mark'
import { partTexts as texts } from './texts'
import './notice.css'

interface FailureNoticeProps {
  readonly error: Pick<ErrorInfo, 'what' | 'why' | 'fix'> & { readonly code: string }
  /** `warn`: what is there can still be used. */
  readonly tone?: Extract<Tone, 'bad' | 'warn'>
  readonly children?: ReactNode
}

/** A failure as a person reads it: what failed, why, and what to do. */
export const FailureNotice = ({ error, tone = 'bad', children }: FailureNoticeProps) => (
  <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <StateIcon tone={tone} />
    <div className="notice-body">
      <p className="notice-what">{error.what}</p>
      <dl className="notice-list">
        <dt>{texts.why}</dt>
        <dd>{error.why}</dd>
        <dt>{texts.fix}</dt>
        <dd>{error.fix}</dd>
      </dl>
      {children !== undefined && <div className="notice-actions">{children}</div>}
    </div>
    <code className="notice-code">{error.code}</code>
  </div>
)

interface NoticeProps {
  readonly tone: Extract<Tone, 'ok' | 'busy' | 'warn' | 'idle'>
  readonly children: ReactNode
}

export const Notice = ({ tone, children }: NoticeProps) => (
  <div className={`notice notice-${tone}`} role="status">
    <StateIcon tone={tone} />
    <div className="notice-body">{children}</div>
  </div>
)

interface EmptyProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Nothing to show: says why, and what brings something here. */
export const Empty = ({ icon: Icon, title, children, action }: EmptyProps) => (
  <div className="empty">
    <span className="empty-icon" aria-hidden>
      <Icon />
    </span>
    <h2>{title}</h2>
    <p>{children}</p>
    {action !== undefined && <div className="empty-action">{action}</div>}
  </div>
)

/** Lines that stand for what is being read. */
export const Skeleton = ({ lines, label }: { readonly lines: number; readonly label: string }) => (
  <div className="skeleton" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} className="skeleton-line" />
    ))}
  </div>
)
