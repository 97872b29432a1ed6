import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from "node:crypto"

type Data = string | ArrayBuffer | ArrayBufferView

const bytesOf = (data: Exclude<Data, string>): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)

/** Signing keys, which the SDK derives once a day and holds. */
const keys = new WeakMap<object, KeyObject>()

/** The secret that each signature begins with; one of a process's whole life, since Lambda renews it with the process. */
let text: { readonly secret: string; readonly key: KeyObject } | undefined

const keyOf = (secret: Data): KeyObject => {
  if (typeof secret === "string") {
    if (text?.secret !== secret) text = { secret, key: createSecretKey(secret, "utf8") }
    return text.key
  }
  const held = keys.get(secret)
  if (held !== undefined) return held
  const key = createSecretKey(bytesOf(secret))
  keys.set(secret, key)
  return key
}

/**
 * SHA-256, or its HMAC under a secret, as SDK clients sign requests with it. The SDK's own hands Node the secret as it
 * is, and Node 24 then throws and catches an error inside every `createHmac`.
 */
export class NodeSha256 {
  readonly #key: KeyObject | undefined
  #state: Hash | Hmac

  constructor(secret?: Data) {
    this.#key = secret === undefined ? undefined : keyOf(secret)
    this.#state = this.#start()
  }

  #start(): Hash | Hmac {
    return this.#key === undefined ? createHash("sha256") : createHmac("sha256", this.#key)
  }

  update(data: Data): void {
    this.#state.update(typeof data === "string" ? data : bytesOf(data))
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#state.digest())
  }

  reset(): void {
    this.#state = this.#start()
  }
}
