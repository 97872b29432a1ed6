import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Option, Redacted, Result } from "effect"
import { notMoved, type Opened, personOf } from "../../src/migration/PersonMappingRules.ts"
import { chatOptionVerdict, tierVerdict } from "../../src/migration/ReferenceMappingRules.ts"
import type { Reason } from "../../src/migration/Verdict.ts"
import { EmailAddress } from "../../src/users/EmailAddress.ts"
import { consentRow, personWith, uuid } from "./LegacyPeople.ts"

const text = (value: string): Opened["email"] => Option.some(Result.succeed(Redacted.make(value)))
const opened: Opened = {
  email: text(" Ada@Example.TEST "),
  name: text("Ada Lovelace"),
  given_name: Option.none(),
  family_name: text("")
}

it("has a lower-cased address and only the names that are some", () => {
  assertEquals(
    personOf(opened),
    Result.succeed({ email: Redacted.make(EmailAddress.make("ada@example.test")), name: Redacted.make("Ada Lovelace") })
  )
})

const unfit: ReadonlyArray<readonly [what: string, changes: Partial<Opened>, reason: Reason]> = [
  ["no address", { email: text("ada") }, "email_unfit"],
  ["a name of 201 characters", { name: text("x".repeat(201)) }, "name_unfit"],
  ["a name of two lines", { given_name: text("Ada\nLovelace") }, "name_unfit"],
  ["an address that does not open", { email: Option.some(Result.fail("envelope_broken")) }, "envelope_broken"],
  ["a name of somebody else", { family_name: Option.some(Result.fail("envelope_foreign")) }, "envelope_foreign"],
  ["no envelope of an address", { email: Option.none() }, "envelope_broken"]
]

it.each(unfit)("is told with %s", (_, changes, reason) => {
  assertEquals(personOf({ ...opened, ...changes }), Result.fail(reason))
})

it("takes all rows along when left behind: on purpose or by a fault, as the person's own", () => {
  const person = personWith({ consent_records: [consentRow()] })
  assertEquals(
    notMoved(person, "account_deleted").map(({ verdict }) => verdict),
    ["account_deleted", "owner_left_out"]
  )
  assertEquals(notMoved(person, "email_shared", [uuid(2)]), [
    { table: "users", id: uuid(1), verdict: "email_shared", about: [uuid(2)] },
    { table: "consent_records", id: uuid(20), verdict: "owner_failed" }
  ])
})

const premium = {
  tier_name: "premium",
  medical_reports: true,
  priority_processing: true,
  advanced_analytics: true,
  export_capabilities: true,
  max_documents_per_month: null,
  monthly_price_usd: "9.99",
  yearly_price_usd: "99.99"
}
const none = {
  medical_reports: false,
  priority_processing: false,
  advanced_analytics: false,
  export_capabilities: false
}

it("compares tiers and prompts with the code", () => {
  const free = {
    ...premium,
    ...none,
    tier_name: "free",
    max_documents_per_month: 5,
    monthly_price_usd: "0.00",
    yearly_price_usd: "0.00"
  }
  assertEquals([premium, free].map(tierVerdict), ["constant", "constant"])
  const edited = [
    { ...premium, monthly_price_usd: "12.99" },
    { ...free, max_documents_per_month: 6 },
    { ...free, tier_name: "gold" }
  ]
  assertEquals(edited.map(tierVerdict), ["constant_edited", "constant_edited", "constant_edited"])
  const option = {
    id: uuid(1),
    content_type: "report",
    category: "trends",
    display_order: 1,
    has_sub_options: false,
    requires_health_data: true,
    is_active: true
  }
  assertEquals([option, { ...option, display_order: 2 }, { ...option, is_active: false }].map(chatOptionVerdict), [
    "constant",
    "constant_edited",
    "constant_edited"
  ])
})
