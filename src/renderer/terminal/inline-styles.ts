/*
 * xterm writes its colours and sizes into <style> elements and style attributes, which the panel's policy (`style-src 'self'`)
 * refuses. The policy is about markup: constructed sheets and the CSSOM may do the same. xterm's own `documentOverride` does
 * not reach all of its parts (6.0: viewport and row factory take the global document), hence these two.
 */

type MakeElement = (name: string, options?: ElementCreationOptions) => HTMLElement

/** An element in the place of a <style>: text set on it goes into a constructed sheet, which leaves with it. */
const standInForStyle = (createElement: MakeElement): HTMLElement => {
  const sheet = new CSSStyleSheet()
  const element = createElement('span')
  element.hidden = true
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  Object.defineProperty(element, 'textContent', {
    get: () => '',
    set(text: string) {
      sheet.replaceSync(text)
    },
  })
  Object.defineProperty(element, 'remove', {
    value: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((known) => known !== sheet)
      Element.prototype.remove.call(element)
    },
  })
  return element
}

/** Runs `make`; each <style> that it creates meanwhile is a stand-in. */
export const withStyleStandIns = (make: () => void): void => {
  const createElement: MakeElement = document.createElement.bind(document)
  const instead: MakeElement = (name, options) =>
    name === 'style' ? standInForStyle(createElement) : createElement(name, options)
  Object.defineProperty(document, 'createElement', { configurable: true, value: instead })
  try {
    make()
  } finally {
    // The document's own property alone goes; its prototype's stands again.
    Reflect.deleteProperty(document, 'createElement')
  }
}

/** Cells of any colour: the style attribute of a span is set through its style object, with the same result. */
export const setSpanStylesByObject = (): void => {
  Object.defineProperty(HTMLSpanElement.prototype, 'setAttribute', {
    configurable: true,
    writable: true,
    value(this: HTMLSpanElement, name: string, value: string) {
      if (name === 'style') this.style.cssText = value
      else Element.prototype.setAttribute.call(this, name, value)
    },
  })
}
