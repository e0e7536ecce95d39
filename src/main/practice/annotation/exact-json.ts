import { isInteger, isSafeNumber, LosslessNumber, parse, stringify } from 'lossless-json'
import { pythonFloat } from './python-text'

/** Ids are 64 bits wide: an integer that a number cannot hold arrives, and leaves, as a bigint. */
const exactNumber = (text: string): number | bigint =>
  isInteger(text) && !isSafeNumber(text) && Number.isFinite(Number(text)) ? BigInt(text) : Number(text)

/** Python writes NaN and Infinity, which are not JSON: 1e999 reads as infinity, which every field refuses alike. */
const withoutPythonNumbers = (text: string): string =>
  /NaN|Infinity/.test(text)
    ? text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:NaN|Infinity)/g, (found) =>
        found.startsWith('"') ? found : '1e999',
      )
    : text

/** The value of a JSON text with every digit of its integers. */
export const parseExactly = (text: string): unknown =>
  parse(withoutPythonNumbers(text), undefined, exactNumber)

/** JSON text; a bigint is written as the plain integer that it is. */
export const writeExactly = (value: unknown): string => stringify(value) ?? 'null'

/** A float as Python writes it: 8.0 stays a float for the client, 8 would become an int. */
export const exactFloat = (value: number): LosslessNumber => new LosslessNumber(pythonFloat(value))

/** A JSON answer with exact integers. */
export const exactAnswer = (value: unknown, status = 200): Response =>
  new Response(`${writeExactly(value)}\n`, { status, headers: { 'Content-Type': 'application/json' } })
