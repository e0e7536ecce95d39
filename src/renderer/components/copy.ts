import { toast } from './toast'
import { partTexts as texts } from './texts'

/** Puts text on the clipboard and says so; where the browser refuses, it says that instead. */
export const copyText = async (text: string, what: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'ok', title: texts.copied(what), detail: text.length > 120 ? '' : text, brief: true })
  } catch {
    toast({
      tone: 'bad',
      title: texts.notCopied(what),
      detail: texts.notCopiedDetail,
    })
  }
}
