import { assert, describe, it } from "@effect/vitest"
import { NodeSha256 } from "../../src/aws/NodeSha256.ts"

const text = "what do ya want for nothing?"
const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

const hex = async (hash: NodeSha256) => Buffer.from(await hash.digest()).toString("hex")

const digest = (data: string, secret?: ConstructorParameters<typeof NodeSha256>[0]) => {
  const hash = new NodeSha256(secret)
  hash.update(data)
  return hex(hash)
}

describe("NodeSha256", () => {
  it("hashes as FIPS 180-4 says", async () => {
    assert.strictEqual(await digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  })

  it("authenticates as RFC 4231's second case says, whatever holds the secret", async () => {
    const bytes = new TextEncoder().encode("Jefe")
    const within = new TextEncoder().encode("xJefex").subarray(1, 5)
    for (const secret of ["Jefe", bytes, bytes, bytes.buffer, new DataView(bytes.buffer), within]) {
      assert.strictEqual(await digest(text, secret), expected)
    }
  })

  it("keeps one secret from another", async () => {
    assert.strictEqual(await digest(text, "Jefe"), expected)
    assert.notStrictEqual(await digest(text, "Jeff"), expected)
    assert.strictEqual(await digest(text, "Jefe"), expected)
  })

  it("starts anew, under the same secret", async () => {
    const hash = new NodeSha256("Jefe")
    hash.update("something else")
    hash.reset()
    hash.update(new TextEncoder().encode(text))
    assert.strictEqual(await hex(hash), expected)
  })
})
