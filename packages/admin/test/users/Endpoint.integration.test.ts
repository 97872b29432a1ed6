import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { EmailIndex } from "@serenya/domain/users/EmailIndex"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Layer, Option } from "effect"
import * as People from "../../src/stack/People.ts"
import * as Program from "../support/Program.ts"

const because = ["--reason", "She asked for it by letter"]

const signedUp = Effect.gen(function* () {
  const person = Fixtures.personOf("ada@example.test")
  const id = yield* Fixtures.userId
  const user = yield* Fixtures.userWith({
    id,
    person: yield* (yield* PersonalDataCipher).seal(id, person),
    emailKey: yield* (yield* EmailIndex).keyOf(person.email)
  })
  yield* (yield* UserStore).insert(user)
  return user
})

describe.skipIf(Moto.isMissing)("pnpm admin about people, at an endpoint", () => {
  it.live(
    "finds through the guard, reveals by the name that AWS knows the operator by, and suspends the stage's person only",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const names: Record<string, string> = { ...Provision.names }
        const settings = Settings.provider({ ...Moto.credentials, ...names, AWS_ENDPOINT_URL: endpoint })
        const clients = Layer.mergeAll(Dynamo.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)
        yield* Provision.provision.pipe(Effect.provide(Layer.provide(clients, settings)))
        const ports = Layer.provide(People.aws, settings)
        const ada = yield* Effect.provide(signedUp, ports)
        const run = (...args: ReadonlyArray<string>) =>
          Program.run([...args, "--endpoint", endpoint, "--json"], Moto.credentials)

        const shown = yield* run("users", "show", "ada@example.test", "--reveal", ...because)
        assert.deepStrictEqual([shown.code, shown.stderr], [0, ""])
        assertEquals(JSON.parse(shown.stdout).name, "Ada Lovelace")
        const unnamed = yield* run("users", "suspend", ada.id, ...because)
        assert.strictEqual(unnamed.code, 2)
        assert.include(unnamed.stderr, `--stage ${names["USER_TABLE"]}`)
        const suspended = yield* run("users", "suspend", ada.id, ...because, "--stage", names["USER_TABLE"] ?? "")
        assert.deepStrictEqual([suspended.code, suspended.stderr], [0, ""])
        const found = yield* UserStore.use((store) => store.find(ada.id)).pipe(Effect.provide(ports))
        assertEquals(
          Option.map(found, ({ status }) => status),
          Option.some("suspended" as const)
        )

        const log = yield* run("audit", "access-log", "--person", ada.id)
        const { entries } = JSON.parse(log.stdout)
        assertEquals(
          entries.map(({ fact }: { fact: string }) => fact),
          ["operator-reveal", "operator-suspension"]
        )
        for (const { operator } of entries) assert.match(operator, /^arn:aws:sts::[0-9]{12}:/)
      }),
    300_000
  )
})
