import * as DynamoRows from "@serenya/adapters-aws/audit/DynamoRows"
import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import * as SqsStrandedChanges from "@serenya/adapters-aws/audit/SqsStrandedChanges"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as ChangeCapture from "@serenya/domain/audit/ChangeCapture"
import { Layer } from "effect"
import * as StreamLambda from "../lambda/StreamLambda.ts"

const Trail = S3AuditTrail.layer.pipe(Layer.provide(S3.layer))
const Stranded = SqsStrandedChanges.layer.pipe(Layer.provide(Sqs.layer))

export const handler = StreamLambda.make({
  layer: Layer.merge(Trail, Stranded),
  handle: (change) => ChangeCapture.capture(DynamoRows.readRow, change)
})
