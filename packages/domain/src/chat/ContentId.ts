import { Schema } from "effect"

/** What a question is about, as the device calls it: the job id of a result or report, or an id of the device's own. */
export const ContentId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9_.:-]{1,200}$/, { expected: "1 to 200 letters, digits, or any of _ . : -" })
).pipe(Schema.brand("ContentId"))
export type ContentId = typeof ContentId.Type
