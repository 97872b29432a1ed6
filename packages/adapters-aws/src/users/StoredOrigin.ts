import type { Origin } from "@serenya/domain/shared/Origin"
import { Redacted, Schema } from "effect"

/** One of the two attributes that a row keeps of an origin: null where nobody wrote it down. */
export const StoredOrigin = Schema.NullOr(Schema.String)

/** An origin out of the two. */
export const toOrigin = (ip: string | null, userAgent: string | null): Origin => ({
  ip: Redacted.make(ip ?? ""),
  userAgent: Redacted.make(userAgent ?? "")
})

const stored = (value: Redacted.Redacted): string | null =>
  Redacted.value(value) === "" ? null : Redacted.value(value)

export const storedIp = ({ ip }: Origin): string | null => stored(ip)

export const storedUserAgent = ({ userAgent }: Origin): string | null => stored(userAgent)
