/** What a Python session may know of our own environment; everything else stays with us, secrets first of all. */
const allowed = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  // Windows cannot start a program, nor look a name up, without these.
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'USERNAME',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
])

const isAllowed = (name: string): boolean => allowed.has(name.toUpperCase()) || /^LC_[A-Z]+$/.test(name)

type Variables = Readonly<Record<string, string | undefined>>

/** The fleet is on this machine: a proxy would look for 127.0.0.1 on its own. */
const withoutProxyForUs = (given: string | undefined): string =>
  [...new Set(['127.0.0.1', 'localhost', ...(given ?? '').split(',').map((host) => host.trim())])]
    .filter((host) => host !== '')
    .join(',')

/** The environment of a Python session: an allow-list of ours, the fleet's address, and no trace in the user's ~/.ipython. */
export const childEnvironment = (
  own: Variables,
  address: string,
  pythonFolder: string,
): Record<string, string> => {
  const passed = Object.entries(own).flatMap(([name, value]) =>
    value !== undefined && isAllowed(name) ? [[name, value] as const] : [],
  )
  const proxies = withoutProxyForUs(own['NO_PROXY'] ?? own['no_proxy'])
  return {
    ...Object.fromEntries(passed),
    NO_PROXY: proxies,
    no_proxy: proxies,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    IPYTHONDIR: `${pythonFolder}/ipython`,
    // Replayed output must not ask the panel's terminal where its cursor is: the answer would be typed into the session.
    PROMPT_TOOLKIT_NO_CPR: '1',
    REALCAVE_ADDRESS: address,
  }
}
