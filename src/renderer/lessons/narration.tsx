import Markdown from 'react-markdown'
import './narration.css'

const allowed = ['p', 'strong', 'em', 'code', 'pre', 'ul', 'ol', 'li', 'a', 'blockquote', 'br', 'del']

interface LinkProps {
  readonly href?: string | undefined
  readonly children?: React.ReactNode
}

/** Only to the web, and in a tab of its own: the lesson stays where it is. */
const Link = ({ href = '', children }: LinkProps) =>
  /^https?:\/\//.test(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  )

/** What the presenter says. A lesson may come from anybody: no HTML, no pictures, nothing that is fetched. */
export const Narration = ({ text }: { readonly text: string }) => (
  <div className="narration">
    <Markdown allowedElements={allowed} unwrapDisallowed skipHtml components={{ a: Link }}>
      {text}
    </Markdown>
  </div>
)
