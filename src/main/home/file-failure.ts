import { z } from 'zod'
import { Failure } from '../../shared/errors'

const systemError = z.object({ code: z.string() })

/** The system's code of a failed file operation, such as ENOENT; undefined for any other error. */
export const systemCode = (error: unknown): string | undefined => systemError.safeParse(error).data?.code

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'This user may not write there.',
  EPERM: 'This user may not write there.',
  EROFS: 'It lies on a read-only volume.',
  EEXIST: 'Something that is no folder stands in its place.',
  ENOTDIR: 'A part of the path is no folder.',
  ENOENT: 'A part of the path does not exist.',
  ENAMETOOLONG: 'The path is too long.',
  EMFILE: 'Too many files are open.',
}

/** Why a file operation failed, in words; the system's own where there are none. */
export const fileReason = (error: unknown): string =>
  reasons[systemCode(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))

/** What a person reads when a file of the home cannot be read or written. */
export const fileFailure = (path: string, error: unknown): Failure => {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure(
      {
        code: 'DISK_FULL',
        what: `${path} could not be written.`,
        why: code === 'EDQUOT' ? 'The disk quota is used up.' : 'The disk is full.',
        fix: 'Free some space there and try again. Nothing that was written before is lost.',
      },
      { cause: error },
    )
  }
  return new Failure(
    {
      code: 'HOME_UNUSABLE',
      what: `The home cannot be used at ${path}.`,
      why: fileReason(error),
      fix: 'Name a folder that you may write to with --home, or in REALCAVE_HOME.',
    },
    { cause: error },
  )
}
