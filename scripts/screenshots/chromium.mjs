import { existsSync } from 'node:fs'

/** A Chromium or Chrome of this machine, for scripts that draw. */
export const findChromium = () => {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  const found = places.find((place) => place && existsSync(place))
  if (found) return found
  throw new Error('No Chromium or Chrome was found. Install one, or name it: CHROMIUM=/path')
}
