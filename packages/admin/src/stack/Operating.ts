import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import { Sts } from "@serenya/adapters-aws/operators/Sts"
import * as StsOperatorIdentity from "@serenya/adapters-aws/operators/StsOperatorIdentity"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as OsOperatorIdentity from "@serenya/local/operators/OsOperatorIdentity"
import type { Stores } from "@serenya/local/stack/Ports"
import { Effect, Layer } from "effect"

/** What every act of an operator takes: the trail that is told of it, and by whose name. */
export const aws = Layer.mergeAll(S3AuditTrail.layer, StsOperatorIdentity.layer, WebCryptoRandomIds.layer).pipe(
  Layer.provide([S3.layer, Sts.layer])
)

/** The same in a state folder, beside all that it keeps. */
export const folder = Layer.mergeAll(
  Layer.effectContext(Effect.context<Stores>()),
  OsOperatorIdentity.layer,
  WebCryptoRandomIds.layer
)
