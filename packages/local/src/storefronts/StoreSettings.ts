import type { Settings } from "../stack/Settings.ts"
import { appId, bundleId } from "./AppleFace.ts"
import { packageName, pushAccount } from "./GoogleFace.ts"
import type { StoreCertificates } from "./StoreCertificates.ts"
import { certsPath, tokenPath } from "./StorePaths.ts"

/** What tells the adapters that the stores are played at `base`; a sandbox, or they would believe Apple's root alone. */
export const make = (base: string, webhook: string, { root }: StoreCertificates): Settings => ({
  STORE_ENVIRONMENT: "sandbox",
  APPLE_BUNDLE_ID: bundleId,
  APPLE_APP_ID: String(appId),
  APPLE_STORE_ROOTS: root.certificate.raw.toString("base64"),
  APP_STORE_API_URL: base,
  GOOGLE_PACKAGE_NAME: packageName,
  GOOGLE_PUSH_AUDIENCE: webhook,
  GOOGLE_PUSH_SERVICE_ACCOUNT: pushAccount,
  GOOGLE_JWKS_URL: `${base}${certsPath}`,
  GOOGLE_TOKEN_URL: `${base}${tokenPath}`,
  PLAY_API_URL: base
})
