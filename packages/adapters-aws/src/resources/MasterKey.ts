import type { Key, Needs } from "./Resource.ts"

/** The customer-managed key under which every data key is wrapped. Its environment variable holds the key's ARN. */
export const MasterKey = { env: "MASTER_KEY" } as const satisfies Key

export const dataKeysNeeds = {
  resource: MasterKey,
  actions: ["kms:GenerateDataKey", "kms:Decrypt"]
} as const satisfies Needs
