import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useTheme } from '../design/theme'
import { readColours } from './colours'
import { draw } from './draw'
import { frameOf, type MapState, type MapStore } from './map-state'
import { forgetWidths } from './pen'
import type { Picture } from './picture'

/** As sharp as the screen is. */
const fit = (canvas: HTMLCanvasElement, { width, height }: MapState): number => {
  // Chromium before 128 does not tell how much of it is the page's own enlargement, as on stage: there it is a little soft.
  const ratio = devicePixelRatio * ('currentCSSZoom' in canvas ? canvas.currentCSSZoom : 1)
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  // Setting either clears the canvas and its memory: only when it changed.
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
  return ratio
}

const paint = (canvas: HTMLCanvasElement | null, state: MapState, picture: Picture): void => {
  if (canvas === null || state.width === 0) return
  const ratio = fit(canvas, state)
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  draw(context, readColours(canvas), frameOf(state), picture)
}

/** What the picture depends on; cursor and details lie above it and cost no drawing. */
const isSeen = (state: MapState, before: MapState): boolean =>
  state.span !== before.span ||
  state.top !== before.top ||
  state.laneHeight !== before.laneHeight ||
  state.width !== before.width ||
  state.height !== before.height

/** Keeps the canvas true: at once with a new picture, size or theme, and once a frame while it is moved. */
export const useDrawing = (
  canvas: RefObject<HTMLCanvasElement | null>,
  store: MapStore,
  picture: Picture,
): void => {
  const newest = useRef(picture)
  useLayoutEffect(() => {
    newest.current = picture
    paint(canvas.current, store.getState(), picture)
  }, [canvas, store, picture])
  useEffect(() => {
    let frame = 0
    const now = (): void => {
      frame = 0
      paint(canvas.current, store.getState(), newest.current)
    }
    const end = store.subscribe((state, before) => {
      if (!isSeen(state, before)) return
      // A new size must not be seen stretched for a frame.
      if (state.width !== before.width || state.height !== before.height) now()
      else if (frame === 0) frame = requestAnimationFrame(now)
    })
    const endTheme = useTheme.subscribe(now)
    // Text measured with a stand-in font would be cut at the wrong place.
    let live = true
    const measureAgain = async (): Promise<void> => {
      await document.fonts?.ready
      forgetWidths()
      if (live) now()
    }
    void measureAgain()
    return () => {
      live = false
      end()
      endTheme()
      cancelAnimationFrame(frame)
    }
  }, [canvas, store])
}
