import type { Needs, Secret } from "./Resource.ts"

/** Signs checkpoints of the audit trail: JSON `{"key": base64}` of at least 256 bits. It never changes: every checkpoint is judged by it. */
export const AuditCheckpointSecret = { env: "AUDIT_CHECKPOINT_SECRET" } as const satisfies Secret

/** Only who takes or verifies checkpoints; never who writes events. */
export const checkpointSignerNeeds = {
  resource: AuditCheckpointSecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs
