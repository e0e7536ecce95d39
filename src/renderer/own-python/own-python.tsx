import type { ReactNode } from 'react'
import { connectCode, forgetCode, installCode, tryCode } from '../code/own-python-code'
import { CodeLine } from '../code/code-line'
import { ownPythonTexts as texts } from './texts'
import './own-python.css'

interface OwnPythonProps {
  readonly datastack: string
  readonly address: string
}

interface StepProps {
  readonly name: string
  readonly hint: string
  readonly children: ReactNode
}

const Step = ({ name, hint, children }: StepProps) => (
  <li className="own-step">
    <p>
      <strong>{name}</strong> <span className="mute">{hint}</span>
    </p>
    {children}
  </li>
)

/** From nothing to an answer in a Python of the user's own. */
export const OwnPythonSteps = ({ datastack, address }: OwnPythonProps) => (
  <ol className="own-steps" aria-label={texts.title}>
    <Step name={texts.steps.install} hint={texts.steps.installHint}>
      <CodeLine shell code={installCode} does={texts.does.install} />
    </Step>
    <Step name={texts.steps.connect} hint={texts.steps.connectHint}>
      <CodeLine wraps code={connectCode(datastack, address)} does={texts.does.connect} />
    </Step>
    <Step name={texts.steps.ask} hint={texts.steps.askHint}>
      <CodeLine code={tryCode} does={texts.does.ask} />
    </Step>
  </ol>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="mute">{children}</dd>
  </div>
)

/** What else a trainee trips over, here or later in production. */
export const OwnPythonFacts = ({ datastack }: Pick<OwnPythonProps, 'datastack'>) => (
  <dl className="own-facts" aria-label={texts.facts}>
    <Fact name={texts.token}>{texts.tokenAbout}</Fact>
    <Fact name={texts.memory}>
      {texts.memoryAbout(datastack)}
      <CodeLine code={forgetCode(datastack)} does={texts.does.forget} />
    </Fact>
    <Fact name={texts.version}>{texts.versionAbout}</Fact>
    <Fact name={texts.host}>{texts.hostAbout}</Fact>
  </dl>
)
