import { isInteger, isSafeNumber, parse, stringify } from 'lossless-json'

/**
 * JSON whose integers keep every digit: ids are 64 bits wide, JavaScript numbers 53. An integer that a number cannot hold
 * comes in as a decimal string; a BigInt goes out as plain digits.
 */
export const parseExact = (text: string): unknown =>
  parse(text, undefined, (digits) => (isInteger(digits) && !isSafeNumber(digits) ? digits : Number(digits)))

export const stringifyExact = (value: unknown): string => stringify(value) ?? 'null'
