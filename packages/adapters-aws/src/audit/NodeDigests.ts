import { createHash } from "node:crypto"
import { Digest, Digests } from "@serenya/domain/audit/Digests"
import { Layer } from "effect"

export const layer = Layer.succeed(Digests, {
  sha256: (text) => Digest.make(createHash("sha256").update(text, "utf8").digest("hex"))
})
