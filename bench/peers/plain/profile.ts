import { unwrapped } from "./dataKeys.ts"
import { type Caller, rowSchema } from "./row.ts"
import { unseal } from "./unseal.ts"
import { admitted } from "./users.ts"

const iso = (millis: number) => new Date(millis).toISOString()

/** What a person is shown of themselves. */
export const profileOf = async (caller: Caller) => {
  const row = await admitted(caller, rowSchema)
  if (row.PK !== `USER#${row.id}`) throw new Error("The row stands under another user")
  const key = await unwrapped(row.id, row.data_key)
  const open = (attribute: "email" | "name" | "given_name" | "family_name", sealed: string) =>
    unseal(key, sealed, `${row.id}/${attribute}`)
  const { type: tier, status, end_date, usage } = row.current_subscription
  return {
    id: row.id,
    email: open("email", row.email),
    email_verified: row.email_verified,
    ...(row.name === undefined ? {} : { name: open("name", row.name) }),
    ...(row.given_name === undefined ? {} : { given_name: open("given_name", row.given_name) }),
    ...(row.family_name === undefined ? {} : { family_name: open("family_name", row.family_name) }),
    providers: row.identities.map(({ provider }) => provider),
    status: row.account_status,
    subscription: {
      tier,
      status,
      ...(end_date === undefined ? {} : { end_date: iso(end_date) }),
      usage: {
        documents: usage.documents,
        period_start: iso(usage.period_start),
        period_end: iso(usage.period_end)
      }
    },
    created_at: iso(row.created_at),
    last_login_at: iso(row.last_login_at)
  }
}
