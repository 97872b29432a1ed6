import { Array, DateTime, Equal, Option } from "effect"
import * as SessionRules from "../sessions/SessionRules.ts"
import type { EmailRelay } from "../users/EmailRelay.ts"
import { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import { ProviderEvent } from "./ProviderEvent.ts"

/** A session that began after the event is none of its business: the person has signed in since. */
const endSession = (user: User, at: DateTime.Utc): Pick<User, "session"> => ({
  session: Option.map(user.session, (session) =>
    DateTime.isGreaterThan(session.createdAt, at) ? session : SessionRules.revoke(session)
  )
})

/**
 * The identity opens nothing any more. Without it the person signs in through the other one; whoever has no other is
 * deactivated, which keeps what is theirs until they, or their right to it, are dealt with: only a person erases an account.
 */
const removeIdentity = (user: User, { identity, at }: ProviderEvent): User => {
  const others = user.identities.filter((held) => !Equal.equals(held, identity))
  const ended = { ...user, ...endSession(user, at) }
  if (Array.isReadonlyArrayNonEmpty(others)) return new User({ ...ended, identities: others })
  return new User({ ...ended, status: user.status === "active" ? "deactivated" : user.status })
}

/** Only an address of the relay's can be forwarded or not, and only later news changes what is known. */
const turnRelay = (user: User, status: EmailRelay["status"], at: DateTime.Utc): User =>
  new User({
    ...user,
    emailRelay: Option.map(user.emailRelay, (relay) =>
      DateTime.isGreaterThan(at, relay.since) ? { status, since: at } : relay
    )
  })

const after = (user: User, event: ProviderEvent): User =>
  ProviderEvent.match(event, {
    ConsentRevoked: ({ at }) => new User({ ...user, ...endSession(user, at) }),
    AccountDeleted: (deleted) => removeIdentity(user, deleted),
    RelayStarted: ({ at }) => turnRelay(user, "forwarding", at),
    RelayStopped: ({ at }) => turnRelay(user, "stopped", at)
  })

/** The user after what their provider tells; none where it changes nothing, which is so for everything told again or too late. */
export const apply = (user: User, event: ProviderEvent, now: DateTime.Utc): Option.Option<User> => {
  if (DateTime.isGreaterThan(user.createdAt, event.at)) return Option.none()
  const next = after(user, event)
  return Equal.equals(next, user) ? Option.none() : Option.some(UserRules.change(next, {}, now))
}
