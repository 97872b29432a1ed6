import * as HmacCheckpointSigner from "@serenya/adapters-aws/audit/HmacCheckpointSigner"
import * as NodeDigests from "@serenya/adapters-aws/audit/NodeDigests"
import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import * as S3CheckpointStore from "@serenya/adapters-aws/audit/S3CheckpointStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import { AuditCheckpointSecret } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { AuditEvents } from "@serenya/adapters-aws/resources/AuditObjects"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"
import * as WatchedTrail from "./WatchedTrail.ts"

const stack = {
  needs: [AuditEvents, AuditCheckpointSecret],
  aws: Layer.mergeAll(
    S3AuditTrail.layer,
    S3CheckpointStore.layer,
    HmacCheckpointSigner.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
    NodeDigests.layer
  ).pipe(Layer.provide([S3.layer, SecretsManager.layer])),
  folder: Layer.mergeAll(Stack.stores, HmacCheckpointSigner.layer, NodeDigests.layer)
}

/** The trail and its checkpoints at a place. */
export const layer = (place: Place) =>
  AuditCheckpoints.layer.pipe(Layer.provideMerge(WatchedTrail.layer), Layer.provideMerge(Stack.over(stack, place)))
