import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  explainInstaller,
  noProgress,
  packageCount,
  readProgress,
} from '../../../src/main/terminal/installer-output'

const readAll = (lines: readonly string[], total = 40) => lines.reduce(readProgress, noProgress(total))

describe('progress read from an installer', () => {
  test('pip’s packages are counted', () => {
    const progress = readAll(
      [
        'Collecting asttokens==3.0.2 (from -r x)',
        '  Downloading asttokens-3.0.2-py3-none-any.whl (27 kB)',
        'Collecting pandas',
      ],
      4,
    )
    expect(progress).toMatchObject({ seen: 2, detail: 'Fetching package 2 of 4: pandas', fraction: 0.4 })
    expect(readProgress(progress, 'Successfully installed pandas-2').fraction).toBe(1)
  })

  test('uv’s phases and large downloads are told', () => {
    const lines = ['Resolved 38 packages in 251ms', 'Downloading pyarrow (52.5MiB)', ' Downloaded pyarrow']
    expect(readAll(lines.slice(0, 2)).detail).toBe('Fetching pyarrow (52.5MiB)')
    expect(readAll([...lines, 'Prepared 38 packages in 857ms']).detail).toBe(
      'Fetched 38 packages, installing',
    )
    expect(readAll([...lines, 'Installed 38 packages in 154ms']).fraction).toBe(1)
  })

  test('never goes back and never leaves 0 to 1, whatever is printed', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Resolved 0 packages',
        'Resolved 99999 packages',
        'Collecting x',
        ' Downloaded y',
        'Installed 3 packages',
      ),
    )
    fc.assert(
      fc.property(fc.array(line), fc.nat(50), (lines, total) => {
        let progress = noProgress(total)
        for (const one of lines) {
          const next = readProgress(progress, one)
          expect(next.fraction).toBeGreaterThanOrEqual(progress.fraction)
          expect(next.fraction).toBeLessThanOrEqual(1)
          progress = next
        }
      }),
    )
  })
})

describe('a failed installer is explained', () => {
  test.each([
    [
      'error: Failed to fetch: `https://index.example/simple/x/`\n dns error: failed to lookup address',
      'PYTHON_SETUP_FAILED',
      'could not be reached',
    ],
    [
      "WARNING: Retrying after connection broken by 'NewConnectionError'",
      'PYTHON_SETUP_FAILED',
      'could not be reached',
    ],
    [
      'SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]"))',
      'PYTHON_SETUP_FAILED',
      'certificate',
    ],
    [
      'ProxyError: Tunnel connection failed: 407 Proxy Authentication Required',
      'PYTHON_SETUP_FAILED',
      'proxy refused',
    ],
    ['OSError: [Errno 28] No space left on device', 'DISK_FULL', 'disk is full'],
    ['failed to remove file: Access is denied. (os error 5)', 'PYTHON_SETUP_FAILED', 'could not be written'],
    ['something new\nthat nobody knows', 'PYTHON_SETUP_FAILED', 'something new that nobody knows'],
    ['', 'PYTHON_SETUP_FAILED', 'without a word'],
  ])('%s', (said, code, why) => {
    const info = explainInstaller('It was not made.', said)
    expect(info).toMatchObject({ code, what: 'It was not made.', why: expect.stringContaining(why) })
    expect(info.fix).not.toBe('')
  })
})

test('packages with several markers count once', () => {
  expect(packageCount('# x\na==1 ; python < "3"\na==2\n    # via b\nb-c==1\n')).toBe(2)
})
