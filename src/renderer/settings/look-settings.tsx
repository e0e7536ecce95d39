import { Minus, Plus } from 'lucide-react'
import { IconButton } from '../components/button'
import { Segmented } from '../components/segmented'
import { prefer, terminalSizes, textSizes, usePreferences, type Preferences } from '../design/preferences'
import { chooseTheme, themeChoices, useTheme } from '../design/theme'
import { classroomTexts } from '../classroom/texts'
import { Setting } from './setting'
import { settingsTexts as texts } from './texts'

const motions: readonly Preferences['motion'][] = ['system', 'less']

const TerminalSize = () => {
  const size = usePreferences(({ terminalSize }) => terminalSize)
  return (
    <span className="setting-steps" role="group" aria-label={texts.terminalSize}>
      <IconButton
        label={texts.smaller}
        icon={Minus}
        disabled={size <= terminalSizes.least}
        onClick={() => prefer({ terminalSize: size - 1 })}
      />
      <output className="tabular">{texts.pixels(size)}</output>
      <IconButton
        label={texts.larger}
        icon={Plus}
        disabled={size >= terminalSizes.most}
        onClick={() => prefer({ terminalSize: size + 1 })}
      />
    </span>
  )
}

export const LookSettings = () => {
  const { choice, set } = useTheme()
  const { textSize, motion } = usePreferences()
  return (
    <>
      <Setting label={texts.theme} {...(set && { hint: classroomTexts.set })}>
        <Segmented
          label={texts.theme}
          disabled={set}
          value={choice}
          choices={themeChoices.map((value) => ({ value, label: texts.themes[value] }))}
          onChange={chooseTheme}
        />
      </Setting>
      <Setting label={texts.textSize}>
        <Segmented
          label={texts.textSize}
          value={textSize}
          choices={textSizes.map((value) => ({ value, label: texts.textSizes[value] }))}
          onChange={(next) => prefer({ textSize: next })}
        />
      </Setting>
      <Setting label={texts.terminalSize}>
        <TerminalSize />
      </Setting>
      <Setting label={texts.motion}>
        <Segmented
          label={texts.motion}
          value={motion}
          choices={motions.map((value) => ({ value, label: texts.motions[value] }))}
          onChange={(next) => prefer({ motion: next })}
        />
      </Setting>
    </>
  )
}
