// @vitest-environment happy-dom
import { lazy, Suspense } from 'react'
import { expect, it } from 'vitest'
import { LoadFailure } from '../../../src/renderer/core/load'
import { ViewBoundary } from '../../../src/renderer/views/view-boundary'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, find, says, text } from '../support/page'

const part = (error: Error) =>
  lazy(async () => {
    throw error
  })

it.each([
  [new LoadFailure('net::ERR_NETWORK_CHANGED'), /could not be loaded.*net::ERR_NETWORK_CHANGED/],
  [new Error('x is not a function'), /failed to draw.*x is not a function/],
])('a part that fails says why in its own place, and the others stay: %s', async (error, words) => {
  const Part = part(error)
  await draw(
    fakeBridge('ready'),
    <>
      <p>The rest of the panel</p>
      <ViewBoundary>
        <Suspense fallback={<p>loading</p>}>
          <Part />
        </Suspense>
      </ViewBoundary>
    </>,
  )
  await says(words)
  await find('button', 'Reload')
  expect(text()).toContain('The rest of the panel')
})
