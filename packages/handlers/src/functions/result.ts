import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import * as PdfkitReportPrinter from "@serenya/adapters-aws/report/PdfkitReportPrinter"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as LateSecurityEvents from "../lambda/LateSecurityEvents.ts"
import * as ResultRoutes from "../routes/ResultRoutes.ts"

const Objects = Layer.mergeAll(S3DocumentVault.layer, S3JobStore.layer).pipe(
  Layer.provide([S3.layer, WebCryptoRandomIds.layer])
)

const Security = LateSecurityEvents.layer(() => import("./security/trail.ts"))

export const handler = HttpLambda.make(
  ResultRoutes.layer.pipe(Layer.provide([Objects, PdfkitReportPrinter.layer, Security]))
)
