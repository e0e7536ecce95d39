export const viewTexts = {
  beside: 'Beside it',
  besideNone: 'Hide',
} as const
