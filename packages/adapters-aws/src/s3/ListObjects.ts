import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from "@aws-sdk/client-s3"
import { Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { S3 } from "./S3.ts"

/** An object as a listing tells of it; `size` in bytes, `writtenAt` in epoch milliseconds. */
export interface ListedObject {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly eTag: string
  readonly writtenAt: number
}

/** Every object whose key begins with `prefix`, page after page: a person's few jobs, or what waits in an emulator. */
export const listObjects = Effect.fn("ListObjects.listObjects")(function* (bucket: string, prefix: string) {
  const client = yield* S3
  const objects: Array<ListedObject> = []
  let after: string | undefined
  do {
    const page: ListObjectsV2CommandOutput = yield* awsCall("storage", "ListObjects.listObjects", (options) =>
      client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: after }), options)
    )
    for (const { Key = "", Size = 0, ETag = "", LastModified } of page.Contents ?? []) {
      const writtenAt = LastModified?.getTime() ?? 0
      objects.push({ bucket, key: Key, size: Size, eTag: ETag.replaceAll('"', ""), writtenAt })
    }
    after = page.NextContinuationToken
  } while (after !== undefined)
  return objects
})
