import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import type { Item } from "../src/dynamo/AttributeValue.ts"

const texts = ["", "a", "ü", "日本", "😀", '"\\\n\u0000\u2028', "constructor", "0", " x "]
const names = ["a", "A", "ü ö", "__proto__", "constructor", "toString", "10", "2", "😀", "Item", "S"]

/** As DynamoDB writes numbers back: no leading or trailing zeros, 38 digits. */
const digits = [
  "0",
  "-1",
  "9007199254740993",
  "12345678901234567890123456789012345678",
  "-0.00000000000000000001",
  "2.5"
]

/** The SDK reads it only inside of another attribute. */
const lostByTheSdk = "__proto__"

/** An item of every type that there is, drawn from a seed; deeper things are nested. The engine's key is left to the caller. */
export const drawn = (seed: number): Item => {
  const random = numbers(seed)
  const pick = <A>(from: ReadonlyArray<A>): A => {
    const one = from[Math.floor(random() * from.length)]
    if (one === undefined) throw new Error("Nothing to pick from")
    return one
  }
  const some = <A>(most: number, draw: () => A): Array<A> => Array.from({ length: Math.floor(random() * most) }, draw)
  const bytes = () => Uint8Array.from(some(40, () => Math.floor(random() * 256)))
  const distinct = (from: ReadonlyArray<string>) => [...new Set([pick(from), ...some(4, () => pick(from))])]
  const map = (depth: number): Item => {
    const entries = some(5, () => [pick(names), value(depth - 1)] as const)
    return Object.fromEntries(entries)
  }
  const value = (depth: number): AttributeValue => {
    const draws: ReadonlyArray<() => AttributeValue> = [
      () => ({ S: pick(texts) }),
      () => ({ N: pick(digits) }),
      () => ({ B: bytes() }),
      () => ({ BOOL: random() < 0.5 }),
      () => ({ NULL: true }),
      () => ({ SS: distinct(texts.slice(1)) }),
      () => ({ NS: distinct(digits) }),
      () => ({ BS: [Uint8Array.of(1), ...(random() < 0.5 ? [Uint8Array.of(2, 3)] : [])] }),
      ...(depth > 0 ? [() => ({ L: some(4, () => value(depth - 1)) }), () => ({ M: map(depth) })] : [])
    ]
    return pick(draws)()
  }
  return Object.fromEntries(Object.entries(map(4)).filter(([name]) => name !== lostByTheSdk))
}
