import type { ErrorInfo } from '../../shared/errors'

/** What a probe found: whether the postcondition holds, and a few words that a person reads. */
export interface Finding {
  readonly holds: boolean
  readonly detail: string
}

/** How a running action tells of itself. */
export interface Report {
  detail(text: string): void
  /** 0 to 1. */
  progress(fraction: number): void
  log(line: string): void
}

/**
 * A step as a reconciler: the action runs only where the probe fails, and the probe is asked again afterwards. First start,
 * restart after a reboot, repair and retry are therefore one code path.
 */
export interface Step<Context> {
  readonly id: string
  readonly title: string
  /** Ids of the steps that must be done before this one is probed. */
  readonly needs: readonly string[]
  /** How long probe and action together may take, and what the limit protects from. */
  readonly limit: { readonly milliseconds: number; readonly reason: string }
  probe(context: Context, signal: AbortSignal): Promise<Finding>
  act(context: Context, report: Report, signal: AbortSignal): Promise<void>
  /** What a person reads of a failure that is not one of ours already. */
  explain(error: unknown): ErrorInfo
}
