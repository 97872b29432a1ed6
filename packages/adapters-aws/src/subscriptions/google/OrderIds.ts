/** As many terms as one statement may have. */
const maxOrders = 20

/** A renewal's order id is that of the first order and its number: `GPA.1-2-3-4`, `GPA.1-2-3-4..0`, `GPA.1-2-3-4..1`. */
const renewal = /^(.+?)\.\.(\d{1,4})$/

/** The order and those before it, the latest first. */
export const upTo = (latest: string): ReadonlyArray<string> => {
  const [, first, number] = renewal.exec(latest) ?? []
  if (first === undefined || number === undefined) return [latest]
  const renewals = Array.from({ length: Number(number) + 1 }, (_, back) => `${first}..${Number(number) - back}`)
  return [...renewals, first].slice(0, maxOrders)
}
