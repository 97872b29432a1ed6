import { missing } from "@serenya/domain/consents/ConsentRules"
import type { Sight } from "@serenya/domain/operators/Sight"
import * as UsageRules from "@serenya/domain/subscriptions/UsageRules"
import type { Person } from "@serenya/domain/users/Person"
import type { User } from "@serenya/domain/users/User"
import { DateTime, Option, Redacted } from "effect"

/** The fields of a card that are somebody's, by the names under which a reveal is told. */
export const personal = ["email", "name", "given_name", "family_name", "identities", "device", "origin"]

const iso = DateTime.formatIso

const subscriptionOf = ({ subscription }: User, now: DateTime.Utc) => {
  const { limit, used } = UsageRules.allowance(subscription, now)
  const { endDate, status, tier } = subscription
  return {
    tier,
    status,
    ends_at: endDate === undefined ? null : iso(endDate),
    documents_used: used,
    documents_limit: Option.getOrNull(limit)
  }
}

/** What an operator sees of somebody; what is personal, by `sight`. */
export const card = (user: User, person: Person, sight: Sight, now: DateTime.Utc) => ({
  user_id: user.id,
  status: user.status,
  revealed: sight.isClear,
  email: sight.email(person.email),
  email_verified: user.emailVerified,
  email_relay: Option.match(user.emailRelay, { onNone: () => null, onSome: ({ status }) => status }),
  name: person.name === undefined ? null : sight.name(person.name),
  given_name: person.givenName === undefined ? null : sight.name(person.givenName),
  family_name: person.familyName === undefined ? null : sight.name(person.familyName),
  identities: user.identities.map(({ provider, subject }) => `${provider}:${sight.other(Redacted.make(subject))}`),
  consents_missing: missing(user.consents),
  subscription: subscriptionOf(user, now),
  device: Option.match(user.device, {
    onNone: () => null,
    onSome: ({ appVersion, model, name, osVersion, platform, status }) => ({
      platform,
      status,
      model: sight.other(model),
      name: sight.other(name),
      os_version: osVersion,
      app_version: appVersion
    })
  }),
  session: Option.match(user.session, {
    onNone: () => null,
    onSome: ({ expiresAt, id, status }) => ({ session_id: id, status, expires_at: iso(expiresAt) })
  }),
  biometric: Option.match(user.biometric, { onNone: () => null, onSome: ({ status, type }) => ({ type, status }) }),
  origin: { ip: sight.other(user.createdFrom.ip), user_agent: sight.other(user.createdFrom.userAgent) },
  created_at: iso(user.createdAt),
  updated_at: iso(user.updatedAt),
  last_login_at: iso(user.lastLoginAt),
  version: user.version
})

export type Card = ReturnType<typeof card>
