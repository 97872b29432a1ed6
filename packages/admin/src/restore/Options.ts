import { Schema } from "effect"
import { Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"

/** A copy stands beside its source on AWS or an emulator; an engine on this machine has no past. */
export const place = { endpoint: Options.place.endpoint, table: Options.place.table }

const moment = (what: string) =>
  Flag.String("at").pipe(
    Flag.withMetavar("MOMENT"),
    Flag.withDescription(`${what}, such as 2026-03-01T09:30:00Z`),
    Flag.withSchema(Schema.DateTimeUtcFromString)
  )

export const at = moment("The moment whose table is wanted, to the second")

export const atOrLatest = Flag.optional(moment("The moment that is asked about; without it, the newest that there is"))
