const numeric = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i
const moment = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?(Z|[+-]\d\d:?\d\d)?$/

/** Texts that a filter compares with a number, a time or a truth value: what the panel sends and the core takes. */
export const isNumberText = (text: string): boolean => numeric.test(text)
export const isTimeText = (text: string): boolean => moment.test(text) && !Number.isNaN(Date.parse(text))
export const isTruthText = (text: string): boolean => text === 'true' || text === 'false'
