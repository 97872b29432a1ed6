import type { Narrative } from "./Element.ts"

const escaped = (text: string) =>
  text
    .replaceAll(/[\p{Cc}]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")

/** An element around a text, which cannot end it. */
export const element = (name: "p" | "li" | "td" | "th", text: string): string => `<${name}>${escaped(text)}</${name}>`

/** Elements as the narrative of a resource, made by a program from its data. */
export const narrative = (elements: ReadonlyArray<string>): typeof Narrative.Type => ({
  status: "generated",
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${elements.join("")}</div>`
})
