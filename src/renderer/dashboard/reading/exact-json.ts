import { isInteger, isSafeNumber, parse, stringify } from 'lossless-json'

/** JSON whose integers keep every digit: one that a number cannot hold comes in as a decimal string. */
export const parseExact = (text: string): unknown =>
  parse(text, undefined, (digits) => (isInteger(digits) && !isSafeNumber(digits) ? digits : Number(digits)))

/** A BigInt goes out as plain digits. */
export const stringifyExact = (value: unknown): string => stringify(value) ?? 'null'
