/** Where a fleet can be reached: enough for every read and write that the panel makes, whichever the kind of fleet. */
export interface Connection {
  /** The gateway, no trailing slash: http://127.0.0.1:8080. */
  readonly address: string
  readonly datastack: string
  readonly alignedVolume: string
  readonly postgres: {
    readonly host: '127.0.0.1'
    readonly port: number
    readonly user: string
    readonly password: string
  }
}
