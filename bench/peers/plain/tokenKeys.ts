import { createSecretKey, type KeyObject } from "node:crypto"
import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { z } from "zod"
import { required } from "./environment.ts"

const client = new SecretsManagerClient({
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 }
})
const SecretId = required("TOKEN_SECRET")
const secretSchema = z.object({ key: z.base64() })
const maxAge = 5 * 60 * 1000

type Keys = ReadonlyMap<string, KeyObject>

const keyOf = async (
  VersionStage: "AWSCURRENT" | "AWSPREVIOUS"
): Promise<ReadonlyArray<readonly [string, KeyObject]>> => {
  try {
    const { VersionId, SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))
    const bytes = Buffer.from(secretSchema.parse(JSON.parse(SecretString ?? "")).key, "base64")
    if (VersionId === undefined || bytes.length < 32) throw new Error("A secret holds no 256-bit key")
    return [[VersionId, createSecretKey(bytes)]]
  } catch (error) {
    if (VersionStage === "AWSPREVIOUS" && error instanceof ResourceNotFoundException) return []
    throw error
  }
}

const fetchKeys = async (): Promise<Keys> =>
  new Map((await Promise.all([keyOf("AWSCURRENT"), keyOf("AWSPREVIOUS")])).flat())

let held: { readonly keys: Promise<Keys>; readonly goodUntil: number } | undefined

/** The current and the previous key by their ids, at most five minutes old. */
export const tokenKeys = (): Promise<Keys> => {
  if (held !== undefined && Date.now() < held.goodUntil) return held.keys
  const keys = fetchKeys()
  held = { keys, goodUntil: Date.now() + maxAge }
  keys.catch(() => {
    held = undefined
  })
  return keys
}
