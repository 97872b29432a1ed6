import { Identity } from "@serenya/domain/identity/Identity"
import { Subscription, Usage } from "@serenya/domain/subscriptions/Subscription"
import { Person } from "@serenya/domain/users/Person"
import { User } from "@serenya/domain/users/User"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

const { documents, periodStart, periodEnd } = Usage.fields
const { tier, status, endDate } = Subscription.fields

/** A person as they see themselves. Keys, hashes and ciphertext never leave. */
export const ProfileDto = snakeCase(
  Schema.Struct({
    id: User.fields.id,
    email: Person.fields.email,
    emailVerified: User.fields.emailVerified,
    name: Person.fields.name,
    givenName: Person.fields.givenName,
    familyName: Person.fields.familyName,
    providers: Schema.Array(Identity.fields.provider),
    status: User.fields.status,
    subscription: snakeCase(
      Schema.Struct({
        tier,
        status,
        endDate,
        usage: snakeCase(Schema.Struct({ documents, periodStart, periodEnd }))
      })
    ),
    createdAt: User.fields.createdAt,
    lastLoginAt: User.fields.lastLoginAt
  }),
  "Profile"
)
