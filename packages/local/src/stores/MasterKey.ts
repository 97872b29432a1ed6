import { Effect, Option, Redacted } from "effect"
import { StateFolder } from "./StateFolder.ts"

const path = "master.key"

const fresh = () => crypto.getRandomValues(new Uint8Array(32))

/** The 256-bit key of this state folder, made at the first start. Without it nobody reads the personal data in the folder. */
export const masterKey = Effect.gen(function* () {
  const folder = yield* StateFolder
  const known = yield* folder.read(path)
  if (Option.isNone(known)) yield* folder.create(path, fresh())
  const bytes = Option.getOrThrow(yield* folder.read(path))
  if (bytes.length !== 32)
    return yield* Effect.die(new Error(`${folder.root}/${path} is damaged: it must hold 32 bytes`))
  return Redacted.make(bytes, { label: "master_key" })
})

/** A key for one purpose, derived so that no key serves two (HKDF-SHA-256, RFC 5869). */
export const derive = (
  master: Redacted.Redacted<Uint8Array<ArrayBuffer>>,
  purpose: string,
  algorithm: Parameters<typeof crypto.subtle.deriveKey>[2],
  usages: ReadonlyArray<"encrypt" | "decrypt" | "sign" | "verify">
) =>
  Effect.promise(async () => {
    const base = await crypto.subtle.importKey("raw", Redacted.value(master), "HKDF", false, ["deriveKey"])
    const info = new TextEncoder().encode(purpose)
    const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info }
    return crypto.subtle.deriveKey(hkdf, base, algorithm, false, [...usages])
  })
