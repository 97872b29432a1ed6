import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Layer, Option } from "effect"
import * as Reencrypting from "../../src/stack/Reencrypting.ts"
import { folder } from "../support/Folder.ts"
import * as Program from "../support/Program.ts"

describe.skipIf(Moto.isMissing)("operators' commands about keys and tables, at an endpoint", () => {
  it.live(
    "re-encrypt everybody under KMS, and copy the table into another one in which they are readable",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const clients = Layer.mergeAll(Dynamo.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)
        const settings = {
          ...Moto.credentials,
          ...Provision.names,
          ...Provision.queues(endpoint),
          AWS_ENDPOINT_URL: endpoint
        }
        yield* Provision.provision.pipe(Effect.provide(Layer.provide(clients, Settings.provider(settings))))
        const within = <A, E>(USER_TABLE: string, use: Effect.Effect<A, E, UserStore | PersonalDataCipher>) =>
          Effect.provide(
            use,
            Reencrypting.stack.aws.pipe(Layer.provide(Settings.provider({ ...settings, USER_TABLE })))
          )
        const registered = Effect.gen(function* () {
          const [id, person] = [yield* Fixtures.userId, yield* Fixtures.person]
          const user = yield* Fixtures.userWith({ id, person: yield* (yield* PersonalDataCipher).seal(id, person) })
          yield* (yield* UserStore).insert(user)
          return { user, person }
        })
        const people = yield* within("serenya-local", Effect.replicateEffect(registered, 5))
        const opened = Effect.forEach(people, ({ user }) =>
          Effect.gen(function* () {
            const found = Option.getOrThrow(yield* (yield* UserStore).find(user.id))
            return { key: found.person.dataKey, person: yield* (yield* PersonalDataCipher).open(user.id, found.person) }
          })
        )
        const persons = people.map(({ person }) => person)

        const run = (...args: ReadonlyArray<string>) =>
          Program.run([...args, "--endpoint", endpoint, "--json"], Moto.credentials)
        const stage = ["--stage", "serenya-local"]
        let keys = people.map(({ user }) => user.person.dataKey)
        const journal = join(yield* folder, "journal.jsonl")
        for (const more of [[], ["--data-keys"]]) {
          const { code, stderr, stdout } = yield* run("keys", "re-encrypt", ...stage, "--journal", journal, ...more)
          assertEquals([code, stderr], [0, ""])
          assertEquals([JSON.parse(stdout).done, existsSync(journal)], [5, false])
          const after = yield* within("serenya-local", opened)
          assertEquals(
            after.map(({ person }) => person),
            persons
          )
          assertTrue(after.every(({ key }) => !keys.includes(key)))
          keys = after.map(({ key }) => key)
        }

        const copy = join(yield* folder, "copy")
        const into = ["--table", "serenya-copy", "--stage", "serenya-copy"]
        const exported = yield* run("table", "export", "--to", copy, "--segments", "1")
        assertEquals([exported.code, JSON.parse(exported.stdout).all], [0, 20])
        const created = yield* run("table", "create", ...into)
        assertEquals([created.code, JSON.parse(created.stdout).created], [0, true])
        const checked = yield* run("table", "create", "--table", "serenya-copy", "--dry-run")
        assertEquals([checked.code, JSON.parse(checked.stdout).differences], [0, []])
        const imported = yield* run("table", "import", "--from", copy, ...into)
        assertEquals([imported.code, JSON.parse(imported.stdout).outcomes], [0, { written: 20 }])
        const copied = yield* within("serenya-copy", opened)
        assertEquals(
          copied.map(({ person }) => person),
          persons
        )

        const rotated = yield* run("keys", "rotate", "access-token", ...stage)
        assertEquals(rotated.code, 0)
        const listed = yield* run("keys", "list")
        assert.include(listed.stdout, JSON.parse(rotated.stdout).key)
        const gone = yield* run("table", "delete", ...into)
        assertEquals([gone.code, JSON.parse(gone.stdout).deleted], [0, true])
      }),
    600_000
  )
})
