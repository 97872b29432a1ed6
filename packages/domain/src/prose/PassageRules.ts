/** A sentence, a heading or an entry of a list, and the blanks after it. */
export interface Passage {
  readonly passage: string
  readonly after: string
}

const sentences = (line: string): ReadonlyArray<Passage> =>
  [...line.matchAll(/(\S.*?)((?<=[.!?]["')\]]*)\s+|\s*$)/gs)].map(([, passage = "", after = ""]) => ({
    passage,
    after
  }))

/** The lines of a Markdown text, each in its passages: what is shown or withheld as a whole. A line ends with its break. */
export const passagesOf = (text: string): ReadonlyArray<ReadonlyArray<Passage>> =>
  [...text.matchAll(/([^\n]*)(\n+|$)/g)].flatMap(([, line = "", after = ""]) => {
    if (line.trim() === "") return []
    const parts = /^\s*(?:[-*+]|#+)\s/.test(line) ? [{ passage: line, after: "" }] : sentences(line)
    return [parts.map((part, index) => (index === parts.length - 1 ? { ...part, after } : part))]
  })
