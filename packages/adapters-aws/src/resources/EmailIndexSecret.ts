import type { Needs, Secret } from "./Resource.ts"

/** Keys the e-mail guards: JSON `{"key": base64}` of at least 256 bits. It never changes: every stored guard is made with it. */
export const EmailIndexSecret = { env: "EMAIL_INDEX_SECRET" } as const satisfies Secret

export const emailIndexNeeds = {
  resource: EmailIndexSecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs
