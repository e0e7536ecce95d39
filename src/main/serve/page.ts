/** What a refused visitor reads: a page without script or style, because nothing of ours may run there. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405
  readonly title: string
  readonly what: string
  readonly why: string
  readonly fix: string
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

export const refusalPage = ({ title, what, why, fix }: Refusal): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)} · RealCAVE</title></head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(what)}</p>
<p><b>Why:</b> ${escaped(why)}</p>
<p><b>What to do:</b> ${escaped(fix)}</p>
</body>
</html>
`

const newAddress =
  'Press Enter in the terminal that printed the address: it prints a new one. Open that. Where nothing runs there any more, start the panel again as before ("realcave serve", or in a checkout "npm start").'

export const noSession: Refusal = {
  status: 401,
  title: 'This browser has no access yet',
  what: 'The panel opens only in the browser in which its one-time address was used.',
  why: 'No valid session came with the request. A session ends when the program that printed the address ends.',
  fix: newAddress,
}

export const usedToken: Refusal = {
  status: 401,
  title: 'This address was used already, or is not right',
  what: 'The one-time address opens the panel once, in one browser.',
  why: 'Its token is not valid: it was used before, it belongs to an earlier start, or it was not copied in full.',
  fix: newAddress,
}

export const foreignHost: Refusal = {
  status: 403,
  title: 'Not under this name',
  what: 'The panel answers only at 127.0.0.1 and its own port.',
  why: 'The request named another host. Refusing it keeps web pages from reaching the panel through a name of theirs.',
  fix: 'Use the address that the terminal shows ("realcave serve", or in a checkout "npm start"), with 127.0.0.1, not with a name.',
}

export const foreignOrigin: Refusal = {
  status: 403,
  title: 'Not from another site',
  what: 'Another web page tried to reach the panel.',
  why: 'The request came from a page that is not the panel.',
  fix: 'Copy the address that the terminal shows ("realcave serve", or in a checkout "npm start") into the address bar.',
}

export const notFound: Refusal = {
  status: 404,
  title: 'Nothing here',
  what: 'The panel has no page at this address.',
  why: 'The address was not copied in full, or it is from another version.',
  fix: 'Open / at this host and port.',
}

export const onlyReading: Refusal = {
  status: 405,
  title: 'Only reading',
  what: 'The panel hands out its pages and takes nothing here.',
  why: 'Everything else goes over its socket.',
  fix: 'Open / in the browser.',
}
