import type { Origin } from "@serenya/domain/shared/Origin"
import { Redacted, Schema } from "effect"

/** One of the two attributes that a row keeps of an origin: null where nobody wrote it down. */
export const StoredOrigin = Schema.NullOr(Schema.String)

/** An origin out of the two. */
export const toOrigin = (ip: string | null, userAgent: string | null): Origin => ({
  ip: Redacted.make(ip ?? ""),
  userAgent: Redacted.make(userAgent ?? "")
})

/** `toOrigin` for a row that tells one origin several times: each `Redacted` costs, and one that is said again is the same. */
export const sameOrigins = (): typeof toOrigin => {
  const made: Array<readonly [string | null, string | null, Origin]> = []
  return (ip, userAgent) => {
    const [, , known] = made.find((one) => one[0] === ip && one[1] === userAgent) ?? []
    if (known !== undefined) return known
    const origin = toOrigin(ip, userAgent)
    made.push([ip, userAgent, origin])
    return origin
  }
}

const stored = (value: Redacted.Redacted): string | null =>
  Redacted.value(value) === "" ? null : Redacted.value(value)

export const storedIp = ({ ip }: Origin): string | null => stored(ip)

export const storedUserAgent = ({ userAgent }: Origin): string | null => stored(userAgent)
