import type { Needs, Secret } from "./Resource.ts"

/** Signs access tokens: JSON `{"key": base64}` of at least 256 bits. Its environment variable holds the secret's ARN. */
export const TokenSecret = { env: "TOKEN_SECRET" } as const satisfies Secret

export const tokenKeysNeeds = {
  resource: TokenSecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs

/** Only the rotation (an operator's command) writes. */
export const tokenKeyRotationNeeds = {
  resource: TokenSecret,
  actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"]
} as const satisfies Needs
