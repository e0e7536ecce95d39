// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { load, LoadFailure, loadOrReload, reloadPage } from '../../../src/renderer/core/load'
import { mendStyles, watchStyles } from '../../../src/renderer/core/styles'

afterEach(() => {
  sessionStorage.clear()
  document.head.replaceChildren()
})

const waits: number[] = []
const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds)

describe('a part of the panel', () => {
  it('that does not come at once is asked for again, with longer and longer pauses', async () => {
    waits.length = 0
    let asked = 0
    const part = async (): Promise<string> => {
      asked += 1
      if (asked < 4) throw new Error('net::ERR_NETWORK_CHANGED')
      return 'the part'
    }
    expect(await load(part, wait)).toBe('the part')
    expect(waits).toEqual([100, 400, 1200])
  })

  it('that never comes is given up, and says what the browser said', async () => {
    let asked = 0
    const never = load(async () => {
      asked += 1
      throw new Error('net::ERR_FAILED')
    }, wait)
    await expect(never).rejects.toThrow(LoadFailure)
    await expect(never).rejects.toThrow('net::ERR_FAILED')
    expect(asked).toBe(5)
  })
})

describe('a page whose part never comes', () => {
  it('is begun anew, twice within a minute at most', () => {
    const reloaded: number[] = []
    const at = (now: number): boolean => reloadPage(now, () => reloaded.push(now))
    expect([at(1_000_000), at(1_010_000), at(1_020_000)]).toEqual([true, true, false])
    // The first of them is a minute ago.
    expect(at(1_065_000)).toBe(true)
    expect(reloaded).toEqual([1_000_000, 1_010_000, 1_065_000])
  })

  it('tells so where beginning anew did not help', async () => {
    reloadPage(Date.now(), () => undefined)
    reloadPage(Date.now(), () => undefined)
    await expect(loadOrReload(() => Promise.reject(new Error('gone')), wait)).rejects.toThrow('gone')
  })
})

/** happy-dom loads no style sheet: whether one comes is set here. */
const sheetsCome = (come: boolean): void => {
  const happyDom: object = Reflect.get(window, 'happyDOM')
  const settings: object = Reflect.get(happyDom, 'settings')
  Reflect.set(settings, 'handleDisabledFileLoadingAsSuccess', come)
}

const addSheet = (href: string): HTMLLinkElement => {
  const link = document.createElement('link')
  link.setAttribute('rel', 'stylesheet')
  link.setAttribute('href', href)
  document.head.append(link)
  return link
}
const sheets = (): readonly (string | null)[] =>
  [...document.querySelectorAll('link')].map((link) => link.getAttribute('href'))

describe('a style sheet that failed', () => {
  it('is loaded again in its place, until it comes: Vite would not ask twice', async () => {
    watchStyles()
    sheetsCome(false)
    const first = addSheet('/view.css')
    await expect(mendStyles()).rejects.toThrow('/view.css')
    const second = document.querySelector('link')
    expect(second).not.toBe(first)
    sheetsCome(true)
    await mendStyles()
    const third = document.querySelector('link')
    expect(third).not.toBe(second)
    await mendStyles()
    expect(document.querySelector('link')).toBe(third)
    expect(sheets()).toEqual(['/view.css'])
  })

  it('keeps a part from counting as loaded', async () => {
    watchStyles()
    sheetsCome(false)
    let asked = 0
    const part = async (): Promise<string> => {
      asked += 1
      if (asked === 1) addSheet('/late.css')
      return 'the part'
    }
    const styled = load(part, async (milliseconds) => {
      if (milliseconds >= 400) sheetsCome(true)
    })
    expect(await styled).toBe('the part')
    expect(sheets()).toEqual(['/late.css'])
    // Without its styles it was not taken, though it had come.
    expect(asked).toBe(2)
  })
})
