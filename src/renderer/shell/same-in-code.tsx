import { CodeXml } from 'lucide-react'
import { materializeCode, versionsCode } from '../code/fleet-code'
import { codeTexts } from '../code/texts'
import { IconButton } from '../components/button'
import { CodeLine } from '../code/code-line'
import { NoCall } from '../code/no-call'
import { Popover } from '../components/popover'

const texts = codeTexts.same

/** The code beside the buttons of the header, which have no room for it. */
export const SameInCode = () => (
  <Popover title={texts.title} trigger={<IconButton label={texts.button} icon={CodeXml} />}>
    <section>
      <h3>{texts.materialize}</h3>
      <p className="mute">{texts.materializeAbout}</p>
      <CodeLine code={materializeCode} does={texts.does.materialize} />
      <CodeLine code={versionsCode} does={texts.does.versions} />
    </section>
    <section>
      <h3>{texts.reset}</h3>
      <NoCall verb="resetClean" does={texts.does.resetClean} />
    </section>
    <section>
      <h3>{texts.getReady}</h3>
      <NoCall verb="up" does={texts.does.up} />
    </section>
  </Popover>
)
