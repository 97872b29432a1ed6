import { readFile, rm, stat, writeFile } from "node:fs/promises"
import { userInfo } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { EmailIndex } from "@serenya/domain/users/EmailIndex"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { User } from "@serenya/domain/users/User"
import { UserStore } from "@serenya/domain/users/UserStore"
import { DateTime, Effect, Option } from "effect"
import * as Program from "../support/Program.ts"
import { folder, within } from "../support/StateFolders.ts"

const address = "ada@example.test"

/** Ada, signed in now, as a sign-up would have left her. */
const signedUp = Effect.gen(function* () {
  const person = Fixtures.personOf(address)
  const id = yield* Fixtures.userId
  const session = yield* Fixtures.session
  const expiresAt = DateTime.add(yield* DateTime.now, { days: 30 })
  const user = yield* Fixtures.userWith({
    id,
    person: yield* (yield* PersonalDataCipher).seal(id, person),
    emailKey: yield* (yield* EmailIndex).keyOf(person.email),
    session: Option.some({ ...session, expiresAt })
  })
  yield* (yield* UserStore).insert(user)
  return user
})

const find = (user: User) => UserStore.use((store) => store.find(user.id))

const because = ["--reason", "She asked for it by letter"]
const operator = `os/${encodeURI(userInfo().username)}`

const missing = Option.isNone(Dynoxide.binary())
if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)

describe.skipIf(missing)("pnpm admin about people, in a state folder", () => {
  const ended = Effect.fnUntraced(function* (root: string, expected: number, ...args: ReadonlyArray<string>) {
    const { code, stderr, stdout } = yield* Program.run([...args, "--local", root, "--json"])
    assert.strictEqual(code, expected, `${args.join(" ")}\n${stdout}${stderr}`)
    // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
    assert.notMatch(stdout + stderr, /\u001b/)
    return { stderr, stdout, object: expected === 0 ? JSON.parse(stdout) : undefined }
  })

  const factsOf = Effect.fnUntraced(function* (root: string) {
    const { object } = yield* ended(root, 0, "audit", "access-log")
    return object.entries.map(({ fact, operator, reason, ticket, user_id }: Record<string, unknown>) => [
      fact,
      operator,
      user_id,
      reason,
      ticket
    ])
  })

  it.live(
    "shows nobody's data unmasked, and nothing in clear before the trail knows who looks, at whom, and why",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const ada = yield* within(root, signedUp)
        const personal = [address, "Lovelace", "Ada", ada.identities[0].subject, "203.0.113.7", "iPhone"]

        const found = yield* ended(root, 0, "users", "find", " Ada@Example.test")
        assertEquals([found.object.user_id, found.object.email], [ada.id, "a…@…"])
        const masked = yield* ended(root, 0, "users", "show", `google:${ada.identities[0].subject}`)
        assertEquals([masked.object.revealed, masked.object.email, masked.object.name], [false, "a…@…", "A. L."])
        for (const text of personal) assert.notInclude(found.stdout + masked.stdout, text)

        const noReason = yield* ended(root, 2, "users", "show", ada.id, "--reveal")
        assert.include(noReason.stderr, "--reason")
        const thin = yield* ended(root, 2, "users", "show", ada.id, "--reveal", "--reason", "because")
        assert.include(thin.stderr, "three words")
        assertEquals(yield* factsOf(root), [])

        const shown = yield* ended(root, 0, "users", "show", ada.id, "--reveal", ...because, "--ticket", "SUP-1234")
        assertEquals([shown.object.email, shown.object.name], [address, "Ada Lovelace"])
        for (const text of personal) assert.include(shown.stdout, text)
        assertEquals(yield* factsOf(root), [["operator-reveal", operator, ada.id, because[1], "SUP-1234"]])

        const others = yield* ended(root, 0, "audit", "access-log", "--operator", "arn:aws")
        assertEquals(others.object.entries, [])

        // A file where the trail's folder was: nothing can be written, so nothing is shown.
        yield* Effect.promise(() => rm(join(root, "observability"), { recursive: true }))
        yield* Effect.promise(() => writeFile(join(root, "observability"), ""))
        const closed = yield* ended(root, 1, "users", "show", ada.id, "--reveal", ...because)
        for (const text of personal) assert.notInclude(closed.stdout + closed.stderr, text)
      }).pipe(Effect.scoped),
    300_000
  )

  it.live(
    "suspends, explains, signs out and reactivates, each for a reason that the trail keeps",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const ada = yield* within(root, signedUp)
        const session = Option.getOrThrow(ada.session).id

        const other = yield* ended(root, 2, "sessions", "revoke", ada.id, ...because)
        assert.include(other.stderr, "--all")
        const tried = yield* ended(root, 0, "users", "suspend", address, ...because, "--dry-run")
        assertEquals(tried.object, { user_id: ada.id, status: "suspended", session: "revoked", dry_run: true })
        assertEquals(yield* within(root, find(ada)), Option.some(ada))

        yield* ended(root, 0, "sessions", "revoke", ada.id, "--session", session, ...because)
        assertEquals((yield* ended(root, 0, "sessions", "list", ada.id)).object.sessions[0].live, false)
        yield* ended(root, 0, "users", "suspend", address, ...because)
        const again = yield* ended(root, 1, "users", "suspend", address, ...because)
        assert.include(again.stderr, "This account is suspended")
        const { object } = yield* ended(root, 0, "users", "explain", address)
        assertEquals(
          object.wishes.map(({ granted, wish }: { granted: boolean; wish: string }) => [wish, granted]),
          [
            ["sign_in", false],
            ["upload", false],
            ["chat", false],
            ["doctor_report", false]
          ]
        )
        yield* ended(root, 0, "users", "reactivate", address, ...because)
        assertEquals(
          Option.map(yield* within(root, find(ada)), ({ status, version }) => [status, version]),
          Option.some(["active", ada.version + 3])
        )
        const facts = yield* factsOf(root)
        assertEquals(
          new Set(facts.map(([fact]: ReadonlyArray<unknown>) => fact)),
          new Set(["operator-sign-out", "operator-suspension", "operator-reactivation"])
        )
        assert.lengthOf(facts, 3)
      }).pipe(Effect.scoped),
    300_000
  )

  it.live(
    "hands over everything that is held, to a file of one's own, and forgets a person for good",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const ada = yield* within(root, signedUp)
        const out = join(root, "ada.json")

        const { object } = yield* ended(root, 0, "users", "export", address, "--out", out, ...because)
        assertEquals(object.user_id, ada.id)
        const text = yield* Effect.promise(() => readFile(out, "utf8"))
        assertEquals(JSON.parse(text).account.email, address)
        assertEquals((yield* Effect.promise(() => stat(out))).mode & 0o777, 0o600)
        const taken = yield* ended(root, 1, "users", "export", address, "--out", out, ...because)
        assert.include(taken.stderr, "not there yet")

        const noTicket = yield* ended(root, 2, "users", "erase", address, ...because)
        assert.include(noTicket.stderr, "--ticket")
        const erase = ["users", "erase", address, ...because, "--ticket", "SUP-1234"]
        yield* ended(root, 0, ...erase, "--dry-run")
        assertEquals(yield* within(root, find(ada)), Option.some(ada))
        const erased = yield* ended(root, 0, ...erase)
        assertEquals(erased.object.erased, ["jobs", "purchases", "account"])
        assertEquals(yield* within(root, find(ada)), Option.none())
        assert.isTrue(
          Option.isSome(
            yield* within(
              root,
              ErasureLedger.use((ledger) => ledger.find(ada.id))
            )
          )
        )
        const gone = yield* ended(root, 1, ...erase)
        assert.include(gone.stderr, "No such user")
        assertEquals(yield* factsOf(root), [
          ["operator-export", operator, ada.id, because[1], null],
          ["operator-erasure", operator, ada.id, because[1], "SUP-1234"]
        ])
      }).pipe(Effect.scoped),
    300_000
  )
})
