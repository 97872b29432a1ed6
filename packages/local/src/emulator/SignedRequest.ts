import { createHash, createHmac } from "node:crypto"

export interface Credentials {
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

/** `query` without the question mark, its names in order and its values encoded. */
export interface PlainRequest {
  readonly service: string
  readonly method: string
  readonly endpoint: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()

/** AWS Signature Version 4. The headers to send, for a service whose SDK this package does not carry; `at` in epoch milliseconds. */
export const signedHeaders = (request: PlainRequest, credentials: Credentials, at: number): Record<string, string> => {
  const { accessKeyId, region, secretAccessKey, sessionToken } = credentials
  const { body, endpoint, headers, method, path, query, service } = request
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, "")
  const date = time.slice(0, 8)
  const signing: Record<string, string> = {
    ...headers,
    host: new URL(endpoint).host,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": time,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken })
  }
  const names = Object.keys(signing).toSorted()
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${signing[name]}`),
    "",
    names.join(";"),
    sha256(body)
  ].join("\n")
  const scope = `${date}/${region}/${service}/aws4_request`
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).toString("hex")
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`
  return { ...signing, authorization }
}
