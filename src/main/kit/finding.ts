/** What was found of one part of a kit. */
export interface Finding {
  readonly part: 'files' | 'settings' | 'lessons' | 'python' | 'images' | 'installer'
  readonly state: 'passed' | 'warning' | 'failed'
  readonly what: string
  readonly why: string
  readonly fix: string
}
