import { Schema } from "effect"

/** Apple's "Hide My Email": the address is the relay's, which forwards to the person's own, until they stop it. */
export const EmailRelay = Schema.Struct({
  status: Schema.Literals(["forwarding", "stopped"]),
  since: Schema.DateTimeUtc
})
export type EmailRelay = typeof EmailRelay.Type
