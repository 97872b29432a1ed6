import { generateKeyPairSync, sign } from "node:crypto"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"

it.live("lets a person register their phone, link Apple, change a name and revoke the phone", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const { answer, token } = yield* Person.onboard(url, "jane")
    const send = (method: string, path: string, body?: unknown) =>
      Person.send(method, `${url}/api/v1/${path}`, body, Person.bearer(token))
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    const registration = {
      type: "face",
      public_key: publicKey.export({ format: "der", type: "spki" }).toString("base64")
    }
    const registered = yield* send("POST", "auth/biometric/register", registration)
    assert.strictEqual(registered.status, 201, registered.text)

    const { nonce, id_token, provider } = yield* Person.claim(url, "jane", "apple")
    const link = send("POST", "auth/link", { provider, id_token, nonce })
    const demanded = yield* link
    assert.deepStrictEqual([demanded.status, demanded.body.code], [401, "BIOMETRIC_REQUIRED"], demanded.text)
    assert.strictEqual(
      demanded.headers.get("www-authenticate"),
      'Bearer error="insufficient_user_authentication", max_age=300'
    )
    const posed = yield* Person.send("POST", `${url}${demanded.body.challenge_path}`, undefined, Person.bearer(token))
    assert.strictEqual(posed.status, 200, posed.text)
    const signature = sign("sha256", Buffer.from(posed.body.challenge, "base64url"), privateKey).toString("base64")
    const proof = { challenge: posed.body.challenge, signature }
    const proven = yield* send("POST", "auth/biometric/verify", proof)
    assert.strictEqual(proven.status, 200, proven.text)
    const spent = yield* send("POST", "auth/biometric/verify", proof)
    assert.deepStrictEqual([spent.status, spent.body.code], [409, "BIOMETRIC_CHALLENGE_EXPIRED"])

    const linked = yield* link
    assert.deepStrictEqual([linked.status, linked.body.providers], [200, ["google", "apple"]], linked.text)
    const renamed = yield* send("PUT", "user/profile", { name: "Jane Q. Public", given_name: null })
    assert.deepStrictEqual([renamed.body.name, renamed.body.given_name], ["Jane Q. Public", undefined], renamed.text)

    const device = yield* send("GET", "user/device")
    assert.strictEqual(device.body.biometric.proof_expires_at, proven.body.proof_expires_at, device.text)
    const revoked = yield* send("DELETE", "user/device")
    assert.strictEqual(revoked.status, 204, revoked.text)
    assert.strictEqual((yield* send("GET", "user/profile")).status, 401)
    const back = yield* Person.send(
      "POST",
      `${url}/api/v1/auth/oauth-signin`,
      yield* Person.claim(url, "jane", "apple")
    )
    assert.deepStrictEqual([back.status, back.body.user.id], [200, answer.body.user.id], back.text)
    assert.strictEqual(back.body.user.name, "Jane Q. Public")
  })
)
