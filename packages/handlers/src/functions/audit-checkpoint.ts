import * as HmacCheckpointSigner from "@serenya/adapters-aws/audit/HmacCheckpointSigner"
import * as NodeDigests from "@serenya/adapters-aws/audit/NodeDigests"
import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import * as S3CheckpointStore from "@serenya/adapters-aws/audit/S3CheckpointStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { Layer } from "effect"
import * as ScheduledLambda from "../lambda/ScheduledLambda.ts"
import * as TakeCheckpoint from "../routes/TakeCheckpoint.ts"

const Objects = Layer.merge(S3AuditTrail.layer, S3CheckpointStore.layer).pipe(Layer.provide(S3.layer))
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide(SecretsManager.layer))
const Signer = HmacCheckpointSigner.layer.pipe(Layer.provide(Secrets))

export const handler = ScheduledLambda.make({
  layer: AuditCheckpoints.layer.pipe(Layer.provide([Objects, Signer, NodeDigests.layer])),
  run: () => TakeCheckpoint.run
})
