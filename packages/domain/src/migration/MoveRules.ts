import { DateTime, Option, Result, Schema } from "effect"
import type { Consent, ConsentType } from "../consents/Consent.ts"
import type { Identity } from "../identity/Identity.ts"
import { unknownOrigin } from "../shared/Origin.ts"
import * as ConsentMapping from "./ConsentMappingRules.ts"
import * as DeviceMapping from "./DeviceMappingRules.ts"
import {
  ConsentRow,
  decoder,
  DeviceRow,
  idOf,
  type LegacyPerson,
  PaymentRow,
  type RawRow,
  SessionRow,
  SubscriptionRow,
  type UserRow
} from "./LegacyRow.ts"
import { legacyTables, type PersonTable } from "./LegacyTables.ts"
import type { ArchivedRow, Move, Overview } from "./Move.ts"
import * as PaymentMapping from "./PaymentMappingRules.ts"
import * as SubscriptionMapping from "./SubscriptionMappingRules.ts"
import type { RowVerdict, Verdict } from "./Verdict.ts"

const decodeConsent = decoder(ConsentRow)
const decodeDevice = decoder(DeviceRow)
const decodeSession = decoder(SessionRow)
const decodeSubscription = decoder(SubscriptionRow)
const decodePayment = decoder(PaymentRow)
const decodeMoment = Schema.decodeUnknownOption(Schema.DateTimeUtcFromMillis)

/** Rows of one table that fit, and the verdicts on those that do not. */
const fitting = <A>(
  table: PersonTable,
  rows: ReadonlyArray<RawRow>,
  decode: (row: RawRow) => Result.Result<A, "row_unfit">
): { readonly fit: ReadonlyArray<A>; readonly unfit: ReadonlyArray<RowVerdict> } => {
  const decoded = rows.map((row) => ({ row, result: decode(row) }))
  return {
    fit: decoded.flatMap(({ result }) => (Result.isSuccess(result) ? [result.success] : [])),
    unfit: decoded.flatMap(({ result, row }) =>
      Result.isFailure(result) ? [{ table, id: idOf(row, legacyTables[table].key), verdict: result.failure }] : []
    )
  }
}

const ruling =
  (table: PersonTable) =>
  ({ id }: { readonly id: string }, verdict: Verdict): RowVerdict => ({ table, id, verdict })

const consentsOf = (person: LegacyPerson) => {
  const { fit, unfit } = fitting("consent_records", person.rows.consent_records, decodeConsent)
  const rule = ruling("consent_records")
  const answers = new Map<ConsentType, Consent>()
  const verdicts = fit.map((row) => {
    const consent = ConsentMapping.consentOf(row)
    if (Result.isFailure(consent)) return rule(row, consent.failure)
    answers.set(ConsentMapping.typeOf(row), consent.success)
    return rule(row, "migrated")
  })
  return { answers, verdicts: [...unfit, ...verdicts] }
}

const deviceOf = (person: LegacyPerson) => {
  const { fit, unfit } = fitting("user_devices", person.rows.user_devices, decodeDevice)
  const rule = ruling("user_devices")
  const judged = DeviceMapping.ranked(fit).map((row) => ({ row, device: DeviceMapping.deviceOf(row) }))
  const current = judged.find(({ device }) => Result.isSuccess(device))
  const verdicts = fit.map((row) => {
    const passedOver = DeviceMapping.passedOver(row)
    if (passedOver !== undefined) return rule(row, passedOver)
    if (row === current?.row) return rule(row, "migrated")
    return rule(
      row,
      judged.some((one) => one.row === row && Result.isFailure(one.device)) ? "device_unfit" : "device_replaced"
    )
  })
  return {
    device: current === undefined ? Option.none() : Result.getSuccess(current.device),
    verdicts: [...unfit, ...verdicts]
  }
}

const subscriptionsOf = (person: LegacyPerson, user: UserRow, asOf: DateTime.Utc) => {
  const { fit, unfit } = fitting("subscriptions", person.rows.subscriptions, decodeSubscription)
  const rule = ruling("subscriptions")
  const judged = SubscriptionMapping.ranked(fit, asOf).map((row) => ({
    row,
    subscription: SubscriptionMapping.subscriptionOf(row)
  }))
  const current = judged.find(({ subscription }) => Result.isSuccess(subscription))
  const verdicts = judged.map(({ row, subscription }) => {
    if (Result.isFailure(subscription)) return rule(row, subscription.failure)
    return rule(row, row === current?.row ? "migrated" : "archived")
  })
  const archived = judged.flatMap(({ row, subscription }): ReadonlyArray<ArchivedRow> => {
    if (Result.isFailure(subscription) || row === current?.row) return []
    const { created_at: at, end_date, id, provider, start_date, subscription_status, subscription_type } = row
    const [from, until] = [DateTime.toEpochMillis(start_date), DateTime.toEpochMillis(end_date)]
    const kept = { id, provider, subscription_status, subscription_type, start_date: from, end_date: until }
    return [{ table: "subscriptions", id, at, row: kept }]
  })
  const subscription = current === undefined ? Option.none() : Result.getSuccess(current.subscription)
  return {
    all: fit,
    subscription: Option.getOrElse(subscription, () => SubscriptionMapping.free(user)),
    archived,
    verdicts: [...unfit, ...verdicts]
  }
}

const paymentsOf = (
  person: LegacyPerson,
  subscriptions: ReadonlyArray<SubscriptionRow>,
  shared: Overview["sharedTransactions"]
) => {
  const { fit, unfit } = fitting("payments", person.rows.payments, decodePayment)
  const rule = ruling("payments")
  const judged = fit.map((row) => ({
    row,
    payment: shared.has(row.id)
      ? Result.fail("transaction_shared" as const)
      : PaymentMapping.paymentOf(row, subscriptions)
  }))
  const stated = judged.flatMap(({ payment }) => (Result.isSuccess(payment) ? [payment.success] : []))
  const { kept, others } = PaymentMapping.distinct(stated)
  const refused = judged.flatMap(({ payment, row }) => (Result.isFailure(payment) ? [rule(row, payment.failure)] : []))
  return { kept, verdicts: [...unfit, ...refused, ...others, ...kept.map((payment) => rule(payment, "migrated"))] }
}

/** Jobs and what happened to them: their documents and results are gone, and what remains is a trail. */
const trailOf = (person: LegacyPerson) => {
  const judged = (["processing_jobs", "processing_job_events"] as const).flatMap((table) =>
    person.rows[table].map((row) => {
      const at = decodeMoment(row["created_at"])
      return { table, row, id: idOf(row, legacyTables[table].key), at }
    })
  )
  return {
    archived: judged.flatMap(({ at, ...rest }) =>
      Option.toArray(Option.map(at, (at): ArchivedRow => ({ ...rest, at })))
    ),
    verdicts: judged.map(({ at, id, table }): RowVerdict => ({
      table,
      id,
      verdict: Option.isSome(at) ? "archived" : "row_unfit"
    }))
  }
}

/** Everything that follows from one person's rows. What one row lacks costs that row, and nobody their account. */
export const moveOf = (person: LegacyPerson, user: UserRow, identity: Identity, overview: Overview): Move => {
  const consents = consentsOf(person)
  const devices = deviceOf(person)
  const sessions = fitting("user_sessions", person.rows.user_sessions, decodeSession)
  const subscriptions = subscriptionsOf(person, user, overview.asOf)
  const payments = paymentsOf(person, subscriptions.all, overview.sharedTransactions)
  const trail = trailOf(person)
  const biometrics = person.rows.biometric_registrations.map((row): RowVerdict => ({
    table: "biometric_registrations",
    id: idOf(row, "id"),
    verdict: "register_again"
  }))
  return {
    draft: {
      id: user.id,
      identities: [identity],
      emailVerified: user.email_verified ?? false,
      emailRelay: Option.none(),
      status: user.account_status ?? "active",
      consents: ConsentMapping.recordOf(consents.answers, user.created_at),
      subscription: subscriptions.subscription,
      device: devices.device,
      session: Option.none(),
      biometric: Option.none(),
      createdAt: user.created_at,
      updatedAt: user.updated_at,
      lastLoginAt: user.last_login_at ?? user.created_at,
      createdFrom: unknownOrigin,
      version: 1
    },
    payments: payments.kept,
    archived: [...subscriptions.archived, ...trail.archived],
    verdicts: [
      { table: "users", id: user.id, verdict: "migrated" },
      ...consents.verdicts,
      ...devices.verdicts,
      ...sessions.unfit,
      ...sessions.fit.map((row) => ruling("user_sessions")(row, DeviceMapping.sessionVerdict(row, overview.asOf))),
      ...biometrics,
      ...subscriptions.verdicts,
      ...payments.verdicts,
      ...trail.verdicts
    ]
  }
}
