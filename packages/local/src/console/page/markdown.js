import { h } from "./dom.js"

const pieces = /(\\[!-/:-@[-`{-~]|\*\*(?:\\.|[^*\\])+\*\*|\*(?:\\.|[^*\s\\])(?:\\.|[^*\\])*\*|`[^`]+`)/s

/** Bold, emphasis, code and escaped signs; everything else, links and tags included, stays the text it is. */
const inline = (text) =>
  text.split(pieces).map((part, index) => {
    if (index % 2 === 0) return part
    if (part.startsWith("\\")) return part.slice(1)
    if (part.startsWith("**")) return h("strong", {}, inline(part.slice(2, -2)))
    return part.startsWith("*") ? h("em", {}, inline(part.slice(1, -1))) : h("code", {}, part.slice(1, -1))
  })

const bullet = /^\s*[-*•]\s+/
const number = /^\s*\d+[.)]\s+/
const heading = /^#{1,6}\s+/

const kindOf = (line) => {
  if (line.trim() === "") return "gap"
  if (heading.test(line)) return "heading"
  if (bullet.test(line)) return "bullet"
  return number.test(line) ? "number" : "text"
}

const list = (tag, mark, lines) =>
  h(
    tag,
    {},
    lines.map((line) => h("li", {}, inline(line.replace(mark, ""))))
  )

const block = ({ kind, lines }) => {
  switch (kind) {
    case "heading":
      return lines.map((line) => h("h3", {}, inline(line.replace(heading, ""))))
    case "bullet":
      return [list("ul", bullet, lines)]
    case "number":
      return [list("ol", number, lines)]
    case "text":
      return [h("p", {}, inline(lines.join(" ")))]
    default:
      return []
  }
}

/** The little Markdown that a narrative is written in, as elements. */
export const markdown = (source) => {
  const blocks = []
  for (const line of source.split(/\r?\n/)) {
    const kind = kindOf(line)
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks.flatMap(block)
}
