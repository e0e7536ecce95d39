import { expect, test } from 'vitest'
import { windowLimit } from '../../src/main/terminal/output-feed'
import type { Terminals } from '../../src/main/terminal/terminals'
import { readerOf } from './session-reader'

const never = new AbortController().signal
const reader = '00000000-0000-4000-8000-00000000000a'
const interrupt = '\u0003'

/** Takes a request, says so, and never answers. */
const deafServer = `import requests, socket, threading
server, kept = socket.create_server(("127.0.0.1", 0)), []
def take():
    kept.append(server.accept()[0])
    kept[0].recv(9)
    print("as" + "ked")
threading.Thread(target=take, daemon=True).start()`

/** What holds of every session, wherever its Python runs: on this machine or in a container. */
export const describeSessions = (terminals: () => Terminals): void => {
  const { open, shows, type } = readerOf(terminals)

  test('Ctrl-C at the prompt drops what was typed, and nothing else', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(session, '1 / 0')
    await shows(session, /1 \/ 0/)
    await type(session, interrupt)
    await type(session, '"went" + " on"\r')
    expect(await shows(session, /Out\[\d\]: 'went on'/)).not.toContain('ZeroDivisionError')
  })

  test('Ctrl-C ends a loop, and a request that nobody answers', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    // Begun, and said so: a key that comes before is the prompt's.
    await type(session, 'print("be" + "gun"); exec("while True: pass")\r')
    await shows(session, /\nbegun/)
    await type(session, interrupt)
    await shows(session, /KeyboardInterrupt[\s\S]*In \[2\]:/)
    await type(session, `\u001b[200~${deafServer}\u001b[201~\r`)
    await shows(session, /In \[3\]:/)
    await type(session, 'requests.get("http://127.0.0.1:%d" % server.getsockname()[1])\r')
    await shows(session, /\nasked/)
    await type(session, interrupt)
    expect(await shows(session, /KeyboardInterrupt[\s\S]*KeyboardInterrupt[\s\S]*In \[4\]:/)).toContain(
      'asked',
    )
  })

  test('characters of every kind arrive as they were typed and printed', async () => {
    const text = 'é e\u0301 漢字 🧠 👩‍🔬 🇨🇭 שלום مرحبا ñ'
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(session, `print("«" + "${text}" * 1000 + "»", len("${text}"))\r`)
    expect(await shows(session, /» \d+/)).toContain(
      `«${text.repeat(1000)}» ${String(Array.from(text).length)}`,
    )
  })

  test('its size follows the screen’s, also while it prints', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    const size = { columns: 77, rows: 21 }
    await type(session, 'import os, time\r')
    await shows(session, /In \[2\]:/)
    await type(
      session,
      'while os.get_terminal_size().columns != 77: print("x" * 70, end="\\r")\r\rprint("now", tuple(os.get_terminal_size()))\r',
    )
    await shows(session, /x{70}/)
    await terminals()['terminal.resize']({ session, size }, never)
    expect(await shows(session, /now \(77, 21\)/)).toContain('xxx')
  })

  test('its Python keeps no copy of what it prints', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(session, 'for _ in range(20_000): print("z" * 50)\r\r')
    await shows(session, /In \[2\]:/)
    await type(session, 'len(str(getattr(get_ipython().history_manager, "outputs", ""))) < 100_000\r')
    expect(await shows(session, /Out\[2\]: (True|False)/)).toContain('Out[2]: True')
  })

  test('exit() ends it with 0, and it can be started again', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(session, 'kept = 1; exit()\r')
    await shows(session, /\[exit 0\]/)
    await terminals()['terminal.restart']({ session }, never)
    await shows(session, /^[^[]*In \[1\]:/)
    await type(session, 'kept\r')
    expect(await shows(session, /NameError/)).not.toContain('[exit')
  })

  test('what a signal ended is told as ended by it', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    await type(session, 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)\r')
    expect(await shows(session, /\[exit \d+\]/)).toContain('[exit 137]')
  })

  test('a reader is sent what it can draw and no more, and in the end all of it', async () => {
    const session = await open()
    await shows(session, /In \[1\]:/)
    const stop = new AbortController()
    let got = ''
    const reading = (async () => {
      for await (const event of terminals()['terminal.output']({ session, reader }, stop.signal))
        if (event.kind === 'output') got += event.data
    })()
    await expect.poll(() => got.length).toBeGreaterThan(0)
    let told = 0
    const draw = async (): Promise<void> => {
      const characters = got.length - told
      told += characters
      if (characters > 0) await terminals()['terminal.taken']({ session, reader, characters }, never)
    }
    await draw()
    await type(session, 'for number in range(20_000): print(f"{number:06d}", "y" * 60)\r\r')
    await expect.poll(() => got.length - told, { timeout: 20_000 }).toBeGreaterThanOrEqual(windowLimit)
    // Were it not held back, all of it would come within this time.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(got.length - told).toBeLessThanOrEqual(windowLimit + 32_768)
    await expect
      .poll(
        async () => {
          await draw()
          return got.includes(`019999 ${'y'.repeat(60)}`)
        },
        { timeout: 60_000, interval: 1 },
      )
      .toBe(true)
    stop.abort()
    await reading
    const numbers = [...got.matchAll(/(\d{6}) y{60}/g)].map(([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, number) => number))
  })
}
