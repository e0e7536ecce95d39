import type { ReactNode } from 'react'
import './panel.css'

interface ViewProps {
  readonly title: string
  readonly about: ReactNode
  readonly actions?: ReactNode
  /** The content takes exactly the height that there is and scrolls inside. */
  readonly fills?: boolean
  readonly children: ReactNode
}

/** A view: its heading, one sentence of what it is for, and its content. */
export const View = ({ title, about, actions, fills = false, children }: ViewProps) => (
  <div className={`view${fills ? ' view-fills' : ''}`}>
    <header className="view-head">
      <div className="view-title">
        <h1>{title}</h1>
        <p className="mute">{about}</p>
      </div>
      {actions !== undefined && <div className="view-actions">{actions}</div>}
    </header>
    {children}
  </div>
)

interface PanelProps {
  readonly title?: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly label?: string
  readonly className?: string
  readonly children: ReactNode
}

export const Panel = ({ title, note, actions, label, className = '', children }: PanelProps) => (
  <section className={`panel ${className}`} aria-label={label}>
    {title !== undefined && (
      <header className="panel-head">
        <h2>{title}</h2>
        {note !== undefined && <span className="panel-note tabular">{note}</span>}
        {actions !== undefined && <div className="panel-actions">{actions}</div>}
      </header>
    )}
    {children}
  </section>
)
