import type { LucideIcon } from 'lucide-react'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import './button.css'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly small?: boolean
  readonly icon?: LucideIcon
  /** Shows that it is at work and takes no second click. */
  readonly pending?: boolean
  readonly submits?: boolean
}

export const Button = (props: ButtonProps) => {
  const {
    look = 'plain',
    small = false,
    icon: Icon,
    pending = false,
    submits = false,
    children,
    ...rest
  } = props
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      disabled={rest.disabled === true || pending}
      aria-busy={pending || undefined}
      className={`button button-${look}${small ? ' button-small' : ''} ${rest.className ?? ''}`}
    >
      {pending ? <LoaderCircle className="spin" aria-hidden /> : Icon && <Icon aria-hidden />}
      {children}
    </button>
  )
}

interface ButtonLinkProps {
  /** Opened in a tab of its own. */
  readonly href: string
  readonly icon: LucideIcon
  readonly title?: string
  readonly children: ReactNode
}

/** A page elsewhere, that is opened as a button is pressed. */
export const ButtonLink = ({ href, icon: Icon, title, children }: ButtonLinkProps) => (
  <a className="button button-plain" href={href} title={title} target="_blank" rel="noopener noreferrer">
    <Icon aria-hidden />
    {children}
  </a>
)

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  /** What it does: its accessible name and its hint. */
  readonly label: string
  readonly icon: LucideIcon
  /** As of a button. */
  readonly pending?: boolean
}

export const IconButton = ({ label, icon: Icon, pending = false, ...rest }: IconButtonProps) => (
  <button
    title={label}
    {...rest}
    type="button"
    disabled={rest.disabled === true || pending}
    aria-busy={pending || undefined}
    aria-label={label}
    className={`button button-quiet button-icon ${rest.className ?? ''}`}
  >
    {pending ? <LoaderCircle className="spin" aria-hidden /> : <Icon aria-hidden />}
  </button>
)
