/** One spelling for what is drawn alike, and no Markdown: a backslash or a star is no part of what is said. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll("µ", "μ")
    .replaceAll(/[‐‑‒–—−]/g, "-")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll(/\*\*|__/g, "")
    .replaceAll(/\s+/g, " ")

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** Finds words that are not cut off in the middle of a word or a number: those would be other words. */
export const whole = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${escaped(words)}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, "giu")
