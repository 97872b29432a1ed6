import type { Key, Needs } from "./Resource.ts"

/** The customer-managed key under which every data key is wrapped. Its environment variable holds the key's ARN. */
export const MasterKey = { env: "MASTER_KEY" } as const satisfies Key

export const dataKeysNeeds = {
  resource: MasterKey,
  actions: ["kms:GenerateDataKey", "kms:Decrypt"]
} as const satisfies Needs

/** `KeyRewrapper`: only operators' commands have it. From an older master key too, as long as it is not deleted. */
export const keyRewrapperNeeds = {
  resource: MasterKey,
  actions: ["kms:ReEncryptFrom", "kms:ReEncryptTo"]
} as const satisfies Needs

/** `DataKeys` where nobody is new: the key that a person has is opened. */
export const dataKeysUseNeeds = { resource: MasterKey, actions: ["kms:Decrypt"] } as const satisfies Needs
