import * as BedrockReportAnalyst from "@serenya/adapters-aws/analysis/BedrockReportAnalyst"
import * as UnpdfDocumentReader from "@serenya/adapters-aws/analysis/UnpdfDocumentReader"
import * as BedrockChatCompanion from "@serenya/adapters-aws/chat/BedrockChatCompanion"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import * as BedrockReportWriter from "@serenya/adapters-aws/report/BedrockReportWriter"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as S3EventLambda from "../lambda/S3EventLambda.ts"
import * as ProcessObject from "../routes/ProcessObject.ts"

const Random = WebCryptoRandomIds.layer
const Users = DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random]))
const Objects = Layer.mergeAll(S3DocumentVault.layer, S3JobStore.layer).pipe(Layer.provide([S3.layer, Random]))

export const handler = S3EventLambda.make({
  layer: Layer.mergeAll(
    Users,
    Objects,
    UnpdfDocumentReader.layer,
    BedrockReportAnalyst.layer,
    BedrockReportWriter.layer,
    BedrockChatCompanion.layer
  ),
  key: ProcessObject.key,
  handle: ProcessObject.handle,
  isRetryable: ProcessObject.isRetryable
})
