import { ConfigProvider } from "effect"

/** The environment of a function that finds its AWS at `endpoint`, and no other AWS anywhere. */
export const environment = (endpoint: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  AWS_REGION: "eu-west-1",
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  ...more
})

export const config = (endpoint: string, more: Readonly<Record<string, string>> = {}) =>
  ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment(endpoint, more)))
