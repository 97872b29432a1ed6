/** Where the simulated stores answer below the service's own address. The API's paths are Apple's and Google's own. */
export const ocspPath = "/_stores/apple/ocsp"
export const certsPath = "/_stores/google/certs"
export const tokenPath = "/_stores/google/token"
export const storesPath = "/_stores"

/** Where the stores send what they tell. */
export const webhookOf = (base: string): string => `${base}/api/v1/subscriptions/webhook`
