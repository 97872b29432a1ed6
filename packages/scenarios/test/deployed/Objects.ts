import { ListObjectsV2Command } from "@aws-sdk/client-s3"
import type { Clients } from "./Clients.ts"

/** What stands under a prefix, at most a thousand objects, as an event names them. */
export const listed = async ({ s3 }: Clients, bucket: string, prefix: string) => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }))
  return Contents.map(({ ETag = "", Key = "", LastModified, Size = 0 }) => ({
    bucket,
    key: Key,
    size: Size,
    eTag: ETag.replaceAll('"', ""),
    writtenAt: LastModified?.getTime() ?? 0
  }))
}
