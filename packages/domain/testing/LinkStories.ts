import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Option, Redacted, Result } from "effect"
import { BiometricRequired } from "../src/biometrics/BiometricErrors.ts"
import { Accounts } from "../src/identity/Accounts.ts"
import { type Identity, Provider } from "../src/identity/Identity.ts"
import {
  AccountNotActive,
  EmailAddressDiffers,
  EmailAlreadyRegistered,
  IdentityAlreadyRegistered,
  InvalidIdentityToken,
  ProviderAlreadyLinked
} from "../src/identity/IdentityErrors.ts"
import { LinkedIdentities } from "../src/identity/LinkedIdentities.ts"
import { KnownIdTokens } from "../src/identity/MemoryIdentityVerifier.ts"
import { SessionRevoked } from "../src/sessions/SessionErrors.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import { UserNotFound } from "../src/users/UserErrors.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as World from "./AccountWorld.ts"
import * as Fixtures from "./Fixtures.ts"
import { later } from "./Later.ts"
import * as People from "./People.ts"

/** Everything that a link may meet: who asks, what the provider says, and to whom account and address belong already. */
const axes = {
  provider: Provider.literals,
  verified: [true, false],
  identity: ["nobody's", "mine", "another person's", "beside mine"],
  session: ["live", "signed out", "replaced", "suspended"],
  address: ["mine", "nobody's", "another person's"]
} as const

interface Cell {
  readonly provider: Provider
  readonly verified: boolean
  readonly identity: (typeof axes.identity)[number]
  readonly session: (typeof axes.session)[number]
  readonly address: (typeof axes.address)[number]
}

const cells: ReadonlyArray<Cell> = axes.provider.flatMap((provider) =>
  axes.verified.flatMap((verified) =>
    axes.identity.flatMap((identity) =>
      axes.session.flatMap((session) =>
        axes.address.map((address) => ({ provider, verified, identity, session, address }))
      )
    )
  )
)

/** Why a cell does not let in; none: the identity is the caller's afterwards. */
const refusalOf = ({ provider, verified, identity, session, address }: Cell) => {
  if (session === "suspended") return Option.some(new AccountNotActive({ status: "suspended" }))
  if (session !== "live") return Option.some(new SessionRevoked())
  if (!verified) return Option.some(new InvalidIdentityToken({ reason: "email_not_verified" }))
  if (identity === "mine") return Option.none()
  if (identity === "beside mine") return Option.some(new ProviderAlreadyLinked({ provider }))
  if (address !== "mine") return Option.some(new EmailAddressDiffers())
  return identity === "another person's" ? Option.some(new IdentityAlreadyRegistered({ provider })) : Option.none()
}

const link = (caller: Parameters<LinkedIdentities["Service"]["link"]>[0], identity: Identity, email: string) =>
  Effect.flatMap(People.claimFor(identity, Fixtures.personOf(email)), (claim) =>
    LinkedIdentities.use((identities) => identities.link(caller, claim))
  )

/** The people of a cell, and the token with which the caller asks. */
const prepare = Effect.fnUntraced(function* ({ provider, verified, identity, session, address }: Cell) {
  const sessions = yield* Sessions
  const first = provider === "google" ? "apple" : "google"
  const addresses = {
    mine: `me.${yield* Fixtures.uuid}@example.test`,
    "nobody's": `nobody.${yield* Fixtures.uuid}@example.test`,
    "another person's": `other.${yield* Fixtures.uuid}@example.test`
  }
  const me = yield* People.newcomerThrough(first, Fixtures.personOf(addresses.mine))
  const other = yield* People.newcomerThrough(provider, Fixtures.personOf(addresses["another person's"]))
  const fresh = yield* Fixtures.identityOf(provider)
  if (identity === "mine") yield* link(me.caller, fresh, addresses.mine)
  if (identity === "beside mine") yield* link(me.caller, yield* Fixtures.identityOf(provider), addresses.mine)

  const asked = identity === "another person's" ? other.identity : fresh
  const claim = yield* People.claimFor(asked, Fixtures.personOf(addresses[address]))
  if (!verified) {
    const refusal = new InvalidIdentityToken({ reason: "email_not_verified" })
    yield* (yield* KnownIdTokens).register(claim, Effect.fail(refusal))
  }
  if (session === "signed out") yield* sessions.logout(me.caller)
  if (session === "replaced") yield* (yield* Accounts).signIn(People.signInWith(me.claim))
  if (session === "suspended") yield* World.alter(me.caller, { status: "suspended" })
  return { me, other, asked, claim }
})

/** A second provider for one person, wherever users are kept. */
export const suite = <E>(name: string, store: Layer.Layer<UserStore, E>) =>
  withLayer(World.over(store), { timeout: "120 seconds", excludeTestServices: true })(`linking: ${name}`, (it) => {
    it.effect(
      `the linking matrix (provider × verified × existing × session × address owner, ${cells.length} cells) shows no take-over`,
      () =>
        Effect.gen(function* () {
          const users = yield* UserStore
          const outcomes = new Set<string>()
          for (const cell of cells) {
            const told = JSON.stringify(cell)
            const { me, other, asked, claim } = yield* prepare(cell)
            const before = yield* Effect.all([World.stored(me.caller), World.stored(other.caller)])
            const holder = yield* users.findByIdentity(asked)
            const outcome = yield* Effect.result(
              LinkedIdentities.use((identities) => identities.link(me.caller, claim))
            )
            const refusal = Result.isFailure(outcome) ? Option.some(outcome.failure) : Option.none()
            outcomes.add(Option.match(refusal, { onNone: () => "linked", onSome: ({ _tag }) => _tag }))
            assertEquals(refusal, refusalOf(cell), told)

            const [mine, theirs] = yield* Effect.all([World.stored(me.caller), World.stored(other.caller)])
            assertEquals(theirs, before[1], told)
            if (Option.isSome(refusal) || cell.identity === "mine") {
              assertEquals(mine, before[0], told)
              assertEquals(yield* users.findByIdentity(asked), holder, told)
            } else {
              assertEquals(mine.identities, [...before[0].identities, asked], told)
              assertEquals(mine.session, before[0].session, told)
            }
            // Whoever holds the account at the provider gets in where it belongs, and nowhere else.
            const owner = Option.isNone(refusal) ? Option.some(mine) : holder
            const entered = yield* Effect.result(Accounts.use((accounts) => accounts.signIn(People.signInWith(claim))))
            if (Result.isSuccess(entered)) {
              assertEquals(
                Option.some(entered.success.user.id),
                Option.map(owner, ({ id }) => id),
                told
              )
            } else if (cell.verified && Option.isNone(owner)) {
              assertEquals(entered.failure, new UserNotFound(), told)
            }
          }
          assertEquals(outcomes.size, 7, [...outcomes].join())
        }),
      { timeout: 120_000 }
    )

    it.effect("signs in through either provider afterwards, and shows both", () =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const me = yield* People.newcomer
        const apple = yield* Fixtures.identityOf("apple")
        const { user, person } = yield* link(me.caller, apple, Redacted.value(me.person.email))
        assertEquals(user.identities, [me.identity, apple])
        assertEquals(person, me.person)
        const relayed = Fixtures.personOf("whatever.else@example.test")
        const signedIn = yield* accounts.signIn(People.signInWith(yield* People.claimFor(apple, relayed)))
        assertEquals([signedIn.user.id, signedIn.person], [me.user.id, me.person])
        assertEquals((yield* accounts.signIn(People.signInWith(me.claim))).user.id, me.user.id)
      })
    )

    it.effect("never takes an address for a person: neither to sign in nor to sign up beside one", () =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const me = yield* People.newcomer
        const claim = yield* People.claimFor(yield* Fixtures.identityOf("apple"), me.person)
        assertEquals(yield* Effect.flip(accounts.signIn(People.signInWith(claim))), new UserNotFound())
        assertEquals(
          yield* Effect.flip(accounts.onboard(People.onboardWith(claim))),
          new EmailAlreadyRegistered({ provider: "google" })
        )
      })
    )

    it.effect("matches no relay address of Apple by accident", () =>
      Effect.gen(function* () {
        const relay = `x7${(yield* Fixtures.uuid).slice(0, 6)}@privaterelay.appleid.com`
        const hidden = yield* People.newcomerThrough("apple", Fixtures.personOf(relay))
        const real = [relay.replace("privaterelay.appleid.com", "example.test"), `a${relay}`, `${relay}.example.test`]
        for (const email of real) {
          const google = yield* Fixtures.identityOf("google")
          assertEquals(yield* Effect.flip(link(hidden.caller, google, email)), new EmailAddressDiffers(), email)
        }
        const open = yield* People.newcomer
        const apple = yield* Fixtures.identityOf("apple")
        assertEquals(yield* Effect.flip(link(open.caller, apple, relay)), new EmailAddressDiffers())
      })
    )

    it.effect("asks a registered person for a fresh proof before the provider is asked", () =>
      Effect.gen(function* () {
        const me = yield* People.newcomer
        const device = yield* World.registered(me.caller)
        const apple = yield* Fixtures.identityOf("apple")
        const email = Redacted.value(me.person.email)
        const unknown = { provider: "apple", idToken: Redacted.make("no token") } as const
        const attempt = LinkedIdentities.use((identities) => identities.link(me.caller, unknown))
        assertEquals(yield* Effect.flip(attempt), new BiometricRequired())
        yield* World.prove(me.caller, device)
        assertEquals(yield* Effect.flip(later("5 minutes")(link(me.caller, apple, email))), new BiometricRequired())
        assertTrue((yield* link(me.caller, apple, email)).user.identities.length === 2)
      })
    )

    it.effect("links one of ten accounts of one provider that are asked for at once", () =>
      Effect.gen(function* () {
        const me = yield* People.newcomer
        const email = Redacted.value(me.person.email)
        const apples = yield* Effect.all(Array.from({ length: 10 }, () => Fixtures.identityOf("apple")))
        const outcomes = yield* Effect.forEach(apples, (apple) => Effect.result(link(me.caller, apple, email)), {
          concurrency: "unbounded"
        })
        const winners = apples.filter((_, i) => outcomes[i]?._tag === "Success")
        assertEquals(winners.length, 1)
        assertEquals((yield* World.stored(me.caller)).identities, [me.identity, ...winners])
        const users = yield* UserStore
        const held = yield* Effect.forEach(apples, (apple) => users.findByIdentity(apple))
        assertEquals(held.filter(Option.isSome).length, 1)
      })
    )
  })
