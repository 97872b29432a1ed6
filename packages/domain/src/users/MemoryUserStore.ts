import { Context, Effect, Equal, Layer, Option, Stream } from "effect"
import type { Identity, Provider } from "../identity/Identity.ts"
import { EmailAlreadyRegistered, IdentityAlreadyRegistered } from "../identity/IdentityErrors.ts"
import type { WrappedKey } from "../keys/DataKeys.ts"
import { DataKeyStore } from "../keys/DataKeyStore.ts"
import { interleaved } from "../shared/Interleaved.ts"
import type { EmailKey } from "./EmailAddress.ts"
import type { Registrant } from "./Registrant.ts"
import { Tombstones } from "./Tombstones.ts"
import { User } from "./User.ts"
import { UserDirectory } from "./UserDirectory.ts"
import { ConcurrentUpdate } from "./UserErrors.ts"
import type { UserId } from "./UserId.ts"
import { UserStore } from "./UserStore.ts"

/** The users of one process, for what is written together with them. Nobody comes between these steps. */
export class MemoryUsers extends Context.Service<
  MemoryUsers,
  {
    /** Whether exactly this version is stored. */
    holds(user: User): boolean
    /** Whether the stored version is the one before. */
    admits(user: User): boolean
    save(user: User): Effect.Effect<void, ConcurrentUpdate>
  }
>()("@serenya/domain/users/MemoryUserStore/MemoryUsers") {}

/** Who holds an identity or an e-mail key, and through which provider. */
interface Guard {
  readonly holder: UserId
  readonly provider: Provider
}

const identityKey = ({ provider, subject }: Identity): string => `EXTERNAL#${provider}#${subject}`

const emailGuardKey = (user: { readonly emailKey: EmailKey }): string => `EMAIL#${user.emailKey}`

const guardKeysOf = ({ emailKey, identities }: Registrant): ReadonlyArray<string> => [
  ...identities.map(identityKey),
  ...(emailKey === undefined ? [] : [emailGuardKey({ emailKey })])
]

/** A save changes no data key. */
const keeping = ({ person: { dataKey } }: User, user: User): User => sealedUnder(user, dataKey)

const sealedUnder = (user: User, dataKey: WrappedKey): User =>
  new User({ ...user, person: { ...user.person, dataKey } })

const guardsOf = (user: User): ReadonlyArray<readonly [string, Guard]> => [
  ...user.identities.map(
    (identity) => [identityKey(identity), { holder: user.id, provider: identity.provider }] as const
  ),
  [emailGuardKey(user), { holder: user.id, provider: user.identities[0].provider }]
]

/** Users in this process's memory: the reference that every other `UserStore` is measured against, with their directory, their tombstones and their data keys. */
export const layer = Layer.syncContext(() => {
  const users = new Map<UserId, User>()
  const guards = new Map<string, Guard>()

  const holderOf = (key: string): Option.Option<User> =>
    Option.flatMap(Option.fromUndefinedOr(guards.get(key)), ({ holder }) => Option.fromUndefinedOr(users.get(holder)))

  const heldByAnother = (key: string, user: User): Option.Option<Guard> =>
    Option.filter(Option.fromUndefinedOr(guards.get(key)), ({ holder }) => holder !== user.id)

  const holds = (user: User): boolean => {
    const stored = users.get(user.id)
    return stored !== undefined && Equal.equals(stored, keeping(stored, user))
  }

  const admits = ({ id, version }: User): boolean => users.get(id)?.version === version - 1

  const save = (user: User): Effect.Effect<void, ConcurrentUpdate> => {
    const stored = users.get(user.id)
    if (stored === undefined) return Effect.fail(new ConcurrentUpdate())
    if (holds(user)) return Effect.void
    if (!admits(user)) return Effect.fail(new ConcurrentUpdate())
    users.set(user.id, keeping(stored, user))
    return Effect.void
  }

  const dataKeys = DataKeyStore.of({
    rewrap: ({ after, before, userId }) =>
      interleaved(() => {
        const stored = users.get(userId)
        const key = stored?.person.dataKey
        if (stored === undefined || (key !== before && key !== after)) return Effect.fail(new ConcurrentUpdate())
        users.set(userId, sealedUnder(stored, after))
        return Effect.void
      }),

    renew: ({ before, user }) =>
      interleaved(() => {
        const stored = users.get(user.id)
        if (stored !== undefined && Equal.equals(stored, user)) return Effect.void
        if (stored?.person.dataKey !== before || !admits(user)) return Effect.fail(new ConcurrentUpdate())
        users.set(user.id, user)
        return Effect.void
      })
  })

  const byId = () => [...users.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1))

  const directory = UserDirectory.of({
    registered: Stream.suspend(() => Stream.fromIterable(byId())),
    registeredAfter: (after) => Stream.suspend(() => Stream.fromIterable(byId().filter(({ id }) => id > after)))
  })

  const tombstones = Tombstones.of({
    standing: Stream.filter(directory.registered, ({ status }) => status === "deleted")
  })

  const store = UserStore.of({
    find: (id) => interleaved(() => Effect.succeed(Option.fromUndefinedOr(users.get(id)))),

    findAdmission: (id) =>
      interleaved(() =>
        Effect.succeed(
          Option.map(Option.fromUndefinedOr(users.get(id)), ({ status, session }) => ({ status, session }))
        )
      ),

    findByIdentity: (identity) => interleaved(() => Effect.succeed(holderOf(identityKey(identity)))),

    findByEmail: (emailKey) => interleaved(() => Effect.succeed(holderOf(emailGuardKey({ emailKey })))),

    insert: (user) =>
      interleaved((): Effect.Effect<void, IdentityAlreadyRegistered | EmailAlreadyRegistered> => {
        const taken = user.identities.find((identity) => Option.isSome(heldByAnother(identityKey(identity), user)))
        if (taken !== undefined) return Effect.fail(new IdentityAlreadyRegistered({ provider: taken.provider }))
        const email = heldByAnother(emailGuardKey(user), user)
        if (Option.isSome(email)) return Effect.fail(new EmailAlreadyRegistered({ provider: email.value.provider }))
        // Held by this very user: a repeated call, and the first did everything.
        if (users.has(user.id)) return Effect.void
        users.set(user.id, user)
        for (const [key, guard] of guardsOf(user)) guards.set(key, guard)
        return Effect.void
      }),

    save: (user) => interleaved(() => save(user)),

    link: (user, identity) =>
      interleaved((): Effect.Effect<void, IdentityAlreadyRegistered | ConcurrentUpdate> => {
        const key = identityKey(identity)
        if (Option.isSome(heldByAnother(key, user)))
          return Effect.fail(new IdentityAlreadyRegistered({ provider: identity.provider }))
        return Effect.tap(save(user), () =>
          Effect.sync(() => guards.set(key, { holder: user.id, provider: identity.provider }))
        )
      }),

    unlink: (user, identity) =>
      interleaved(() =>
        Effect.tap(save(user), () =>
          Effect.sync(() => {
            guards.delete(identityKey(identity))
            for (const [key, guard] of guardsOf(user)) guards.set(key, guard)
          })
        )
      ),

    erase: (registrant) =>
      interleaved(() => {
        users.delete(registrant.id)
        for (const key of guardKeysOf(registrant)) {
          if (guards.get(key)?.holder === registrant.id) guards.delete(key)
        }
        return Effect.void
      }),

    remains: (registrant) =>
      interleaved(() =>
        Effect.succeed(
          users.has(registrant.id) || guardKeysOf(registrant).some((key) => guards.get(key)?.holder === registrant.id)
        )
      )
  })

  return Context.make(UserStore, store).pipe(
    Context.add(UserDirectory, directory),
    Context.add(DataKeyStore, dataKeys),
    Context.add(Tombstones, tombstones),
    Context.add(MemoryUsers, MemoryUsers.of({ holds, admits, save }))
  )
})
