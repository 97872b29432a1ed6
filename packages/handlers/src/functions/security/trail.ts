import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as TrailSecurityEvents from "@serenya/domain/audit/TrailSecurityEvents"
import { Layer } from "effect"

export const layer = TrailSecurityEvents.layer.pipe(
  Layer.provide([S3AuditTrail.layer.pipe(Layer.provide(S3.layer)), WebCryptoRandomIds.layer])
)
