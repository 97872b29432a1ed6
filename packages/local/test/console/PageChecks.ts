import type { Page } from "playwright-core"

/** The texts on the page whose contrast is below WCAG 2.2 AA (1.4.3), with the ratio found. */
export const faintTexts = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(`(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    const rgba = (color) => {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
    const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    const background = (element) => {
      for (let at = element; at !== null; at = at.parentElement) {
        const color = rgba(getComputedStyle(at).backgroundColor)
        if (color[3] === 255) return color
      }
      return [255, 255, 255, 255]
    }
    const faint = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.data.trim()
      if (text === "" || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".unseen, .skip")) continue
      const style = getComputedStyle(element)
      const [one, two] = [luminance(rgba(style.color)), luminance(background(element))].toSorted((a, b) => b - a)
      const ratio = (one + 0.05) / (two + 0.05)
      const size = parseFloat(style.fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
      if (ratio < (isLarge ? 3 : 4.5)) faint.push(text + ": " + ratio.toFixed(2))
    }
    return faint
  })()`)

/** How far the page is wider than its window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

/** Controls and images without a name, as tag and id. */
export const nameless = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(`[...document.querySelectorAll("button, input, a, summary, meter, img")]
    .filter((element) => element.checkVisibility() && !(element.tagName === "IMG" && element.alt === "" && element.closest("a")))
    .filter((element) => !(element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent).trim()
      && !element.labels?.[0]?.textContent.trim() && !element.textContent.trim())
    .map((element) => element.tagName + "#" + element.id)`)

/** What has the focus, in words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement
    return (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent).trim()
  })()`)

/** Walks with the Tab key until a control whose words begin so has the focus. */
export const tabTo = async (page: Page, words: string): Promise<void> => {
  for (let left = 80; left > 0; left -= 1) {
    await page.keyboard.press("Tab")
    if ((await focused(page)).startsWith(words)) return
  }
  throw new Error(`The Tab key does not lead to “${words}”`)
}
