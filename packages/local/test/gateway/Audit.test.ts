import { randomUUID } from "node:crypto"
import { assert, it } from "@effect/vitest"
import * as HmacCheckpointSigner from "@serenya/adapters-aws/audit/HmacCheckpointSigner"
import * as NodeDigests from "@serenya/adapters-aws/audit/NodeDigests"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { AuditKey, typeIn } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, Layer, Option, Schema, Stream } from "effect"
import * as FileAuditTrail from "../../src/stores/FileAuditTrail.ts"
import * as FileCheckpointStore from "../../src/stores/FileCheckpointStore.ts"
import * as FileSecretKeys from "../../src/stores/FileSecretKeys.ts"
import * as StateFolder from "../../src/stores/StateFolder.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as Scratch from "../support/Scratch.ts"

const decodeKey = Schema.decodeUnknownSync(AuditKey)

const audit = (stateFolder: string) =>
  AuditCheckpoints.layer.pipe(
    Layer.provideMerge(FileAuditTrail.layer),
    Layer.provide([
      FileCheckpointStore.layer,
      NodeDigests.layer,
      HmacCheckpointSigner.layer.pipe(Layer.provide(FileSecretKeys.layer))
    ]),
    Layer.provide(StateFolder.layer(stateFolder))
  )

const typesIn = Effect.gen(function* () {
  const names = yield* Stream.runCollect((yield* AuditTrail).names)
  return [...names].map((name) => typeIn(decodeKey(name))).toSorted()
})

/** Everything that is known to have been written comes within a few looks. */
const eventually = (wanted: ReadonlyArray<string>) =>
  typesIn.pipe(
    Effect.delay("50 millis"),
    Effect.repeat({ until: (types) => types.length >= wanted.length }),
    Effect.timeout("20 seconds"),
    Effect.tap((types) => Effect.sync(() => assert.deepStrictEqual(types, wanted)))
  )

it.live.skipIf(Option.isNone(Dynoxide.binary()))(
  "keeps what happened in a trail that can be vouched for, once, also when it starts again",
  () =>
    Effect.gen(function* () {
      const stateFolder = yield* Scratch.folder
      const wanted = [
        "consent-change",
        "device-change",
        "security",
        "session-activity",
        "subscription-change",
        "user-registration"
      ]
      yield* Effect.scoped(
        Effect.gen(function* () {
          const { url } = yield* LocalStack.start({ stateFolder })
          const { token } = yield* Person.onboard(url, "jane")
          const foreign = makeJobId("result", UserId.make(randomUUID()), yield* DateTime.now, "A".repeat(22))
          yield* Person.status(url, token, foreign)
          yield* eventually(wanted).pipe(Effect.provide(audit(stateFolder)))
        })
      )
      yield* LocalStack.start({ stateFolder })
      yield* Effect.gen(function* () {
        const checkpoints = yield* AuditCheckpoints
        yield* checkpoints.take
        const { covered, events, findings } = yield* checkpoints.verify(Option.none())
        assert.deepStrictEqual([events, covered, findings], [wanted.length, wanted.length, []])
      }).pipe(Effect.provide(audit(stateFolder)))
    })
)
