import { Identity } from "@serenya/domain/identity/Identity"
import { EmailKey } from "@serenya/domain/users/EmailAddress"
import { AccountStatus } from "@serenya/domain/users/User"
import type { Registered } from "@serenya/domain/users/UserDirectory"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { type Item, plainOf, unmarshal } from "../dynamo/AttributeValue.ts"

/** As much of a profile row as says who is registered. Its data key may be gone. */
const RegisteredItem = Schema.Struct({
  id: UserId,
  identities: Schema.Array(Identity),
  email_hash: EmailKey,
  account_status: AccountStatus
})

export const projection = Object.keys(RegisteredItem.fields).join(", ")

const decodeItem = Schema.decodeUnknownEffect(RegisteredItem)
const decodeImageItem = Schema.decodeUnknownOption(RegisteredItem)

const toRegistered = ({
  account_status: status,
  email_hash: emailKey,
  id,
  identities
}: typeof RegisteredItem.Type): Registered => ({ id, identities, emailKey, status })

/** Who is registered by a profile row; none where it is no such row. */
export const decodeImage = (item: Item): Option.Option<Registered> =>
  plainOf(item).pipe(Option.flatMap(decodeImageItem), Option.map(toRegistered))

export const decode = (item: Item): Effect.Effect<Registered> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(toRegistered),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`A profile row does not fit the directory: ${message}`))
    )
  )
