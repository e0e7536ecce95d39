import { InvalidArgumentError } from 'commander'
import { projectName } from '../../shared/domain/place'

/** A whole number in a range, or what was wrong with it. */
export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    }
    return value
  }

export const port = whole(1, 65_535)

/** An unset variable in a script gives an empty name: the default home is not what was meant. */
export const folder = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('It must name a folder.')
  return text
}

export const project = (text: string): string => {
  if (!projectName.safeParse(text).success) {
    throw new InvalidArgumentError(
      'It must be lower-case letters, digits, "-" and "_", and begin with a letter or digit.',
    )
  }
  return text
}

/** A row's id: 64 bits, so it stays text. */
export const rowId = (text: string): string => {
  if (!/^\d{1,20}$/.test(text)) throw new InvalidArgumentError('It must be the id of a row: digits only.')
  return text
}
