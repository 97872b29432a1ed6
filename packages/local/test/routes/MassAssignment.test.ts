import { assert, layer as withLayer } from "@effect/vitest"
import { unmarshal } from "@serenya/adapters-aws/dynamo/AttributeValue"
import * as ProfileItem from "@serenya/adapters-aws/users/ProfileItem"
import { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, Effect, Option } from "effect"
import { declared, type Route, routes } from "./Document.ts"
import { callOf, exampleOf } from "./Examples.ts"
import * as Gateway from "./Gateway.ts"
import * as People from "./People.ts"
import { storedNames } from "./StoredNames.ts"

const canary = "canary-4711"
const number = 47_114_711

/** What a name is given, one kind at a time: nothing of it may be stored or said. */
const values: Readonly<Record<string, (name: string) => unknown>> = {
  text: (name) => `${canary}-${name}`,
  "a number": () => number,
  yes: () => true,
  null: () => null,
  "an object": (name) => ({ [name]: canary, status: "active", tier: "family" }),
  "a list": (name) => [`${canary}-${name}`],
  "what is stored there": (name) => plausible[name] ?? `${canary}-${name}`
}

const someone = "deadbeef-4711-4000-8000-000000004711"
const family = { id: someone, tier: "family", type: "family", status: "active", auto_renew: true }

/** Values that would do harm if they were taken. */
const plausible: Readonly<Record<string, unknown>> = {
  id: someone,
  user_id: someone,
  userId: someone,
  PK: `USER#${someone}`,
  status: "deleted",
  account_status: "deleted",
  version: number,
  schema_version: number,
  tier: "family",
  type: "family",
  subscription: family,
  current_subscription: family,
  usage: { documents: -number, periodStart: "2001-01-01T00:00:00Z", periodEnd: "2101-01-01T00:00:00Z" },
  documents: -number,
  email: `${canary}@example.test`,
  email_verified: false,
  emailVerified: false,
  identities: [{ provider: "google", subject: canary }],
  provider: "apple",
  subject: canary,
  session: { id: someone, status: "active" },
  current_session: { session_id: someone, session_status: "active" },
  expires_at: 4_102_444_800_000,
  expiresAt: "2101-01-01T00:00:00Z",
  method: "granular",
  at: "2001-01-01T00:00:00Z",
  created_at: 978_307_200_000,
  createdAt: "2001-01-01T00:00:00Z"
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The body with every name that its schema does not declare, in each of its objects. */
const stuffed = (
  body: unknown,
  schemas: ReadonlyArray<unknown>,
  names: ReadonlyArray<string>,
  valueOf: (name: string) => unknown
): unknown => {
  if (!isObject(body)) return body
  const known = declared(schemas)
  const own = Object.entries(body).map(([name, value]) => [name, stuffed(value, known[name] ?? [], names, valueOf)])
  const foreign = names.filter((name) => !Object.hasOwn(known, name))
  return Object.fromEntries([...foreign.map((name) => [name, valueOf(name)]), ...own])
}

/** Ids differ from person to person; what is left tells where something stands. */
const place = (name: string) => name.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(result|chat|report)_.*/g, "*")

const flat = (value: unknown, path = ""): ReadonlyArray<readonly [string, unknown]> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => flat(inner, `${path}/${place(name)}`))
    : [[path, value]]

/** What is stored of the person whom a request concerns: the caller, or who was registered by it. */
const rowOf = Effect.fnUntraced(function* (person: People.Person, answer?: Gateway.Answered) {
  const { ports } = yield* Gateway.Gateway
  const id = answer?.json?.user?.id ?? person.caller.userId
  const user = yield* Context.get(ports, UserStore).find(UserId.make(id))
  const row = yield* Effect.transposeOption(Option.map(user, ProfileItem.encode))
  return new Map(flat(Option.match(row, { onNone: () => ({}), onSome: unmarshal })))
})

/** Sends a route's example as it is, or stuffed, for a person of its own. */
const send = Effect.fnUntraced(function* (route: Route, stuff: (body: unknown) => unknown = (body) => body) {
  const { call } = yield* Gateway.Gateway
  const person = yield* People.newcomer
  const { body = {}, ...request }: ReturnType<typeof callOf> = callOf(route, yield* exampleOf(route, person))
  const before = yield* rowOf(person)
  const headers = { authorization: `Bearer ${person.accessToken}` }
  const answer = yield* call({ ...request, body: stuff(body), headers })
  return { answer, before, after: yield* rowOf(person, answer) }
})

const writing = routes.filter(({ method }) => method !== "GET")

Gateway.suites((name, layer) => {
  withLayer(layer, { timeout: "120 seconds", excludeTestServices: true })(`mass assignment: ${name}`, (it) => {
    for (const route of writing) {
      it.effect(`${route.name} takes from a body what it promises to take, and no other stored field`, () =>
        Effect.gen(function* () {
          const names = yield* storedNames
          const [one, two] = [yield* send(route), yield* send(route)]
          assert.include(route.successes, one.answer.status, one.answer.text)
          /** What does not differ between two people who asked for the same. */
          const stable = [...one.after].filter(([path, value]) => two.after.get(path) === value)
          for (const [kind, valueOf] of Object.entries(values)) {
            const { after, answer, before } = yield* send(route, (body) => stuffed(body, route.body, names, valueOf))
            const told = `${route.name} with ${kind}: ${answer.text}`
            if (answer.status === 400) assert.deepStrictEqual(after, before, told)
            else {
              assert.strictEqual(answer.status, one.answer.status, told)
              assert.deepStrictEqual([...after.keys()].toSorted(), [...one.after.keys()].toSorted(), told)
              for (const [path, value] of stable) assert.deepStrictEqual(after.get(path), value, `${told} at ${path}`)
            }
            const stored = JSON.stringify([...after])
            for (const mark of [canary, String(number), someone]) {
              assert.notInclude(stored, mark, told)
              assert.notInclude(answer.text, mark, told)
            }
          }
        })
      )
    }
  })
})
