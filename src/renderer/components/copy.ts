import { toast } from './toast'

/** Puts text on the clipboard and says so; where the browser refuses, it says that instead. */
export const copyText = async (text: string, what: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'ok', title: `${what} copied`, detail: text.length > 120 ? '' : text, brief: true })
  } catch {
    toast({
      tone: 'bad',
      title: `${what} was not copied`,
      detail: 'The clipboard refused it. Select the text and press Ctrl+C.',
    })
  }
}
