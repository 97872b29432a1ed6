import { GetCallerIdentityCommand } from "@aws-sdk/client-sts"
import { OperatorName } from "@serenya/domain/operators/Operator"
import { OperatorIdentity } from "@serenya/domain/operators/OperatorIdentity"
import { Effect, Layer, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { Sts } from "./Sts.ts"

const decodeName = Schema.decodeUnknownEffect(OperatorName)

/** Whom AWS knows by the credentials of this process: an ARN that names a user, or a role and its session. Needs no permission. */
export const layer = Layer.effect(
  OperatorIdentity,
  Effect.gen(function* () {
    const sts = yield* Sts
    return OperatorIdentity.of({
      current: awsCall("identity_provider", "StsOperatorIdentity.current", (options) =>
        sts.send(new GetCallerIdentityCommand({}), options)
      ).pipe(
        Effect.flatMap(({ Arn }) => decodeName(Arn)),
        Effect.catchTag("SchemaError", Effect.die),
        Effect.withSpan("StsOperatorIdentity.current")
      )
    })
  })
)
