import type { Needs, Secret } from "./Resource.ts"

/** The key that asks the App Store: JSON `{"issuer_id", "key_id", "private_key": PEM}`. Its environment variable holds the secret's ARN. */
export const AppStoreKeySecret = { env: "APP_STORE_KEY_SECRET" } as const satisfies Secret

/** The key that asks Google Play: the service account's JSON file as Google hands it out. */
export const PlayKeySecret = { env: "PLAY_KEY_SECRET" } as const satisfies Secret

export const appStoreKeyNeeds = {
  resource: AppStoreKeySecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs

export const playKeyNeeds = {
  resource: PlayKeySecret,
  actions: ["secretsmanager:GetSecretValue"]
} as const satisfies Needs
