import { Option } from "effect"

const parse = Option.liftThrowable((text: string): unknown => JSON.parse(text))

const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** None for what no JSON text stands for, or one nested too deep to be told again. */
const canonical = Option.liftThrowable((json: unknown): string => JSON.stringify(json, sorted))

/** The body as data. None where it is no JSON. */
export const jsonOf = (body: string): Option.Option<unknown> => parse(body)

/** All that makes two requests the same one: spaces and the order of members in their JSON do not. */
export const requestText = (method: string, url: string, body: string): string => {
  const same = Option.getOrElse(Option.flatMap(jsonOf(body), canonical), () => body)
  return `${method} ${url}\n${same}`
}
