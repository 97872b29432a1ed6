import type { Needs, Secret } from "./Resource.ts"

/** Keys the erasure ledger: JSON `{"key": base64}` of at least 256 bits. It never changes: every entry is found by it. */
export const ErasureLedgerSecret = { env: "ERASURE_LEDGER_SECRET" } as const satisfies Secret

export const erasureReferenceNeeds = {
  resource: ErasureLedgerSecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs
