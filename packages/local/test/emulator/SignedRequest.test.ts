import { assert, it } from "@effect/vitest"
import { signedHeaders } from "../../src/emulator/SignedRequest.ts"

const credentials = {
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: undefined
}

/** The examples of "Signature Calculations for the Authorization Header" in the Amazon S3 API reference. */
const examples = [
  ["lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
  ["max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"]
] as const

it("signs as the Amazon S3 reference does", () => {
  for (const [query, signature] of examples) {
    const request = {
      service: "s3",
      method: "GET",
      endpoint: "https://examplebucket.s3.amazonaws.com",
      path: "/",
      query,
      headers: {},
      body: ""
    }
    const { authorization } = signedHeaders(request, credentials, Date.parse("2013-05-24T00:00:00Z"))
    assert.strictEqual(
      authorization,
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, " +
        `SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`
    )
  }
})

it("signs a session's token too", () => {
  const request = {
    service: "kms",
    method: "POST",
    endpoint: "http://127.0.0.1:5000",
    path: "/",
    query: "",
    headers: {},
    body: "{}"
  }
  const headers = signedHeaders(request, { ...credentials, sessionToken: "session" }, 0)
  assert.strictEqual(headers["x-amz-security-token"], "session")
  assert.match(
    headers["authorization"] ?? "",
    /SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,/
  )
})
