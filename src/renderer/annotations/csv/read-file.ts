import { annotationTexts } from '../texts'
import { limits } from './limits'

const { wrong } = annotationTexts.csv

export type FileReading = { readonly text: string } | { readonly problem: string }

/** The text of a file, its byte order mark taken away. */
export const readFile = async (file: Blob): Promise<FileReading> => {
  if (file.size > limits.bytes) return { problem: wrong.size }
  let content: ArrayBuffer
  try {
    content = await file.arrayBuffer()
  } catch {
    return { problem: wrong.unreadable }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content) }
  } catch {
    return { problem: wrong.encoding }
  }
}

/** What was pasted has the same limit. */
export const readPasted = (text: string): FileReading =>
  new Blob([text]).size > limits.bytes ? { problem: wrong.size } : { text: text.replace(/^\uFEFF/, '') }
