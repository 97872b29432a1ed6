import { S3Client } from "@aws-sdk/client-s3"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The S3 client, one per process. Calls go through `awsCall`. */
export class S3 extends Context.Service<S3, S3Client>()("@serenya/adapters-aws/s3/S3") {
  /** An emulator has no names for buckets, so an endpoint of our own means paths; checksums go only where S3 demands them. */
  static readonly layer = Layer.effect(
    S3,
    awsClient(
      (settings) =>
        new S3Client({
          ...settings,
          forcePathStyle: "endpoint" in settings,
          requestChecksumCalculation: "WHEN_REQUIRED",
          responseChecksumValidation: "WHEN_REQUIRED"
        })
    )
  )
}
