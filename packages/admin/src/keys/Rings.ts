import { AuditCheckpointSecret } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { PageCursorSecret } from "@serenya/adapters-aws/resources/PageCursorSecret"
import type { Secret } from "@serenya/adapters-aws/resources/Resource"
import { TokenSecret } from "@serenya/adapters-aws/resources/TokenSecret"
import { rotates, SecretName } from "@serenya/domain/keys/SecretKeys"

/** A ring, where it is kept, and what its rotation does, or would do. */
export interface Ring {
  readonly secret: Secret
  readonly rotation: string
}

export const rings: Readonly<Record<SecretName, Ring>> = {
  "access-token": {
    secret: TokenSecret,
    rotation: "The new key signs after five minutes; what the one before signed is accepted for twenty."
  },
  "page-cursor": {
    secret: PageCursorSecret,
    rotation: "Whoever is in the middle of a list begins again."
  },
  "email-index": {
    secret: EmailIndexSecret,
    rotation: "Never: every e-mail guard is made with it, and another key would find nobody by their address."
  },
  "erasure-ledger": {
    secret: ErasureLedgerSecret,
    rotation: "Never: every entry is found by it, and whoever was erased would come back with a restored table."
  },
  "audit-checkpoint": {
    secret: AuditCheckpointSecret,
    rotation: "Never: every checkpoint is judged by it, and the trail before would be vouched for by nobody."
  }
}

export const rotating = SecretName.literals.filter(rotates)

/** For help, which has one line. */
export const neverRotating = SecretName.literals.filter((name) => !rotates(name)).join(", ")
