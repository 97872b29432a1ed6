/** Kilobytes (1000 bytes, minified) that each function may have, and, where some of it is loaded later, that a start may load. */
export type Budget = Readonly<Record<string, { readonly kb: number; readonly startKb?: number }>>

export interface Size {
  readonly name: string
  readonly bytes: number
  readonly startBytes: number
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)

const over = (what: string, kb: number, allowed: number): ReadonlyArray<string> =>
  kb > allowed ? [`${what} is ${kb} KB, ${kb - allowed} KB over its budget of ${allowed} KB`] : []

/** What is wrong, one sentence each; an empty list is a pass. */
export const objections = (sizes: ReadonlyArray<Size>, budget: Budget): ReadonlyArray<string> => [
  ...sizes.flatMap(({ name, bytes, startBytes }) => {
    const allowed = budget[name]
    const kb = kilobytes(bytes)
    if (allowed === undefined) return [`${name} has no budget: add "${name}": { "kb": ${kb} } to build/budget.json`]
    return [
      ...over(name, kb, allowed.kb),
      ...over(`What a start of ${name} loads`, kilobytes(startBytes), allowed.startKb ?? allowed.kb)
    ]
  }),
  ...Object.keys(budget)
    .filter((name) => !sizes.some((size) => size.name === name))
    .map((name) => `${name} has a budget but is no function: remove it from build/budget.json`)
]
