import * as DocumentVaultLaws from "@serenya/domain/testing/DocumentVaultLaws"
import { Effect, Layer } from "effect"
import * as FileDocumentVault from "../../src/stores/FileDocumentVault.ts"
import { FileUploads } from "../../src/stores/FileUploads.ts"
import * as Scratch from "../support/Scratch.ts"

const Uploads = Layer.effect(
  DocumentVaultLaws.Uploads,
  Effect.map(FileUploads, ({ plant, receive }) => ({
    post: ({ fields }, bytes) =>
      receive({ fields, bytes: Uint8Array.from(bytes) }).pipe(
        Effect.as(true),
        Effect.catchTag("UploadRefused", () => Effect.succeed(false)),
        Effect.orDie
      ),
    plant: (jobId, document) => Effect.orDie(plant(jobId, document))
  }))
)

DocumentVaultLaws.suite(
  "files",
  Layer.provideMerge(Uploads, Layer.provide(FileDocumentVault.layer("http://127.0.0.1:1/_objects"), Scratch.state))
)
