import { Identity } from "@serenya/domain/identity/Identity"
import { EmailKey } from "@serenya/domain/users/EmailAddress"
import { AccountStatus } from "@serenya/domain/users/User"
import type { Registered } from "@serenya/domain/users/UserDirectory"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Schema } from "effect"
import { type Item, unmarshal } from "../dynamo/AttributeValue.ts"

/** As much of a profile row as says who is registered. Its data key may be gone. */
const RegisteredItem = Schema.Struct({
  id: UserId,
  identities: Schema.Array(Identity),
  email_hash: EmailKey,
  account_status: AccountStatus
})

export const projection = Object.keys(RegisteredItem.fields).join(", ")

const decodeItem = Schema.decodeUnknownEffect(RegisteredItem)

export const decode = (item: Item): Effect.Effect<Registered> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(({ account_status: status, email_hash: emailKey, id, identities }) => ({
      id,
      identities,
      emailKey,
      status
    })),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`A profile row does not fit the directory: ${message}`))
    )
  )
