import type { Origin } from "@serenya/domain/shared/Origin"
import { Redacted } from "effect"

/** An origin out of the two attributes that a row keeps of it. */
export const toOrigin = (ip: string, userAgent: string): Origin => ({
  ip: Redacted.make(ip),
  userAgent: Redacted.make(userAgent)
})
