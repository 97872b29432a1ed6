import { Effect, Layer } from "effect"
import * as MemoryDocumentVault from "../../src/jobs/MemoryDocumentVault.ts"
import * as DocumentVaultLaws from "../../testing/DocumentVaultLaws.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"

const Uploads = Layer.effect(
  DocumentVaultLaws.Uploads,
  Effect.map(MemoryDocumentVault.MemoryUploads, ({ plant, receive }) => ({
    post: ({ fields }, bytes) =>
      JobFixtures.checksumSha256(bytes).pipe(
        Effect.flatMap((checksumSha256) => receive({ fields, bytes, checksumSha256 })),
        Effect.match({ onSuccess: () => true, onFailure: () => false })
      ),
    plant
  }))
)

DocumentVaultLaws.suite("memory", Layer.provideMerge(Uploads, MemoryDocumentVault.layer))
