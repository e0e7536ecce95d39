import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { welcomeTexts as texts } from './texts'

export type StepLook = keyof typeof texts.stepStates

interface WelcomeStepProps {
  readonly number: number
  readonly look: StepLook
  readonly title: string
  readonly children: ReactNode
}

/** One of the first steps; its number becomes a tick. */
export const WelcomeStep = ({ number, look, title, children }: WelcomeStepProps) => (
  <li className={`welcome-step welcome-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
    <span className="welcome-mark" aria-hidden>
      {look === 'done' ? <Check /> : number}
    </span>
    <div className="welcome-body">
      <h2>
        {title}
        <span className="visually-hidden">, {texts.stepStates[look]}</span>
      </h2>
      {children}
    </div>
  </li>
)
