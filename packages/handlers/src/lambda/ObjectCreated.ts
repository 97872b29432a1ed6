import { Predicate } from "effect"

/** One object that S3 says was created. Events come at least once and in any order. */
export interface ObjectCreated {
  readonly bucket: string
  /** Decoded. */
  readonly key: string
  /** What the key pattern captured, in order. */
  readonly captured: ReadonlyArray<string>
  /** In bytes. */
  readonly size: number
  readonly eTag: string
}

/** Why a record was left out; says nothing of the key, which carries ids. */
export type Ignored = "not an object creation" | "malformed record" | "key of no interest"

const decodeKey = (encoded: string): string | undefined => {
  try {
    return decodeURIComponent(encoded.replaceAll("+", " "))
  } catch {
    return undefined
  }
}

const exactly = (pattern: RegExp, key: string): ReadonlyArray<string> | undefined => {
  const match = new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gym]/g, "")).exec(key)
  return match?.slice(1).map((group: string | undefined) => group ?? "")
}

const get = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((at, name) => (Predicate.hasProperty(at, name) ? at[name] : undefined), value)

/** The pattern must match the whole decoded key. */
export const fromRecord = (record: unknown, pattern: RegExp): ObjectCreated | Ignored => {
  const name = get(record, "eventName")
  if (typeof name !== "string" || !/^(?:s3:)?ObjectCreated:/.test(name)) return "not an object creation"
  const bucket = get(record, "s3", "bucket", "name")
  const encoded = get(record, "s3", "object", "key")
  const size = get(record, "s3", "object", "size")
  const eTag = get(record, "s3", "object", "eTag")
  const key = typeof encoded === "string" ? decodeKey(encoded) : undefined
  if (typeof bucket !== "string" || key === undefined) return "malformed record"
  const captured = exactly(pattern, key)
  if (captured === undefined) return "key of no interest"
  return {
    bucket,
    key,
    captured,
    size: typeof size === "number" ? size : 0,
    eTag: typeof eTag === "string" ? eTag : ""
  }
}

/** Undefined for what is no notification, such as the `s3:TestEvent` that S3 sends when it is configured. */
export const recordsOf = (event: unknown): ReadonlyArray<unknown> | undefined => {
  const records = get(event, "Records")
  return Array.isArray(records) ? records : undefined
}
