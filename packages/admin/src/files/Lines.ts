import { createReadStream } from "node:fs"

/**
 * The lines of a file, in constant memory. Only `\n` ends one: `node:readline` would end one at U+2028 too, which JSON
 * leaves as it is within a text.
 */
export async function* lines(path: string): AsyncGenerator<string> {
  let rest = ""
  for await (const chunk of createReadStream(path, "utf8")) {
    const parts = (rest + String(chunk)).split("\n")
    rest = parts.pop() ?? ""
    yield* parts
  }
  if (rest !== "") yield rest
}
