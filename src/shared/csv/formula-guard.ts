/**
 * A spreadsheet takes a cell that begins with = + - @ (also in full width), a tab or a line break for a formula, and runs it
 * (OWASP, CSV injection). Such a text gets an apostrophe in front. So does what follows a semicolon, a tab or a line break within a text: a
 * spreadsheet that separates by semicolons begins a cell there, whatever the quotes say. What begins with apostrophes or
 * quotes before such a sign is guarded as well, so that taking the guard away again gives every text back.
 */
const danger = String.raw`(?=['"]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])`
const beginning = String.raw`(?<=^|[;\t\r\n])`

const unguarded = new RegExp(`${beginning}${danger}`, 'g')
const guarded = new RegExp(`${beginning}'${danger}`, 'g')

export const guard = (text: string): string => text.replaceAll(unguarded, "'")
export const unguard = (text: string): string => text.replaceAll(guarded, '')
