import { PutObjectCommand } from "@aws-sdk/client-s3"
import { mediaType } from "@serenya/domain/analysis/FileType"
import * as DocumentVaultLaws from "@serenya/domain/testing/DocumentVaultLaws"
import { Effect, Layer } from "effect"
import * as S3DocumentVault from "../../src/jobs/S3DocumentVault.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as Moto from "../../testing/Moto.ts"
import * as MotoBucket from "../support/MotoBucket.ts"

/** What a phone does: every field, then the file, as multipart/form-data. */
const formData = (fields: Readonly<Record<string, string>>, bytes: Uint8Array<ArrayBuffer>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append("file", new Blob([bytes]), "document")
  return form
}

const Uploads = Layer.effect(
  DocumentVaultLaws.Uploads,
  Effect.map(S3, (s3) => ({
    post: ({ fields, url }, bytes) =>
      Effect.promise((signal) =>
        fetch(url, { method: "POST", body: formData(fields, Uint8Array.from(bytes)), signal }).then(({ ok }) => ok)
      ),
    plant: (jobId, { bytes, fileType }) =>
      Effect.promise((abortSignal) =>
        s3.send(
          new PutObjectCommand({
            Bucket: MotoBucket.bucket,
            Key: `incoming/${jobId}`,
            Body: bytes,
            ContentType: mediaType(fileType),
            Metadata: { "file-type": fileType }
          }),
          { abortSignal }
        )
      )
  }))
)

/** moto 5 stores whatever is posted: it checks no policy, signature, size, checksum or expiry. */
const motoEnforces = [] as const

Moto.suites(() => {
  DocumentVaultLaws.suite(
    "S3",
    Layer.mergeAll(Uploads, S3DocumentVault.layer).pipe(Layer.provide(MotoBucket.layer)),
    motoEnforces
  )
})
