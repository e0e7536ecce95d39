import { count } from '../components/format'

export const rowTexts = {
  lookUp: (id: string): string => `Look ${id} up in Segmentation`,
  sortBy: (column: string): string => `Sort by ${column}`,
  outside: '0 · outside',
  outsideHint: 'Outside the segmentation: no cell lies here',
  reachable: (rows: number, all: number): string =>
    `The first ${count(rows)} of ${count(all)} rows can be scrolled to. Filter to reach the others.`,
} as const
