import { h } from "./dom.js"

/** A coloured word; the sign before it is decoration, the word says it all. */
export const badge = ({ sign, tone, word }) =>
  h("span", { class: `badge ${tone}` }, sign && h("span", { "aria-hidden": "true" }, `${sign} `), word)
