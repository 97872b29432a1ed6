/** Kilobytes (1000 bytes, minified, all chunks) that each function may have. */
export type Budget = Readonly<Record<string, { readonly kb: number }>>

export interface Size {
  readonly name: string
  readonly bytes: number
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1000)

/** What is wrong, one sentence each; an empty list is a pass. */
export const objections = (sizes: ReadonlyArray<Size>, budget: Budget): ReadonlyArray<string> => [
  ...sizes.flatMap(({ name, bytes }) => {
    const kb = kilobytes(bytes)
    const allowed = budget[name]?.kb
    if (allowed === undefined) return [`${name} has no budget: add "${name}": { "kb": ${kb} } to build/budget.json`]
    return kb > allowed ? [`${name} is ${kb} KB, ${kb - allowed} KB over its budget of ${allowed} KB`] : []
  }),
  ...Object.keys(budget)
    .filter((name) => !sizes.some((size) => size.name === name))
    .map((name) => `${name} has a budget but is no function: remove it from build/budget.json`)
]
