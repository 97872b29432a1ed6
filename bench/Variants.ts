import { join } from "node:path"

/** `ours`: the product's own bundler. `usual`: a bundler's defaults for Node, as most Lambdas are built. */
export type Build = "ours" | "usual"

/** What is compared within a pair is the same work on the same stored item. */
export type Pair = "user-profile" | "authorizer"

export interface Variant {
  readonly pair: Pair
  readonly name: string
  readonly entry: string
  readonly build: Build
}

const functions = join(import.meta.dirname, "../packages/handlers/src/functions")
const peers = join(import.meta.dirname, "peers")

export const serenya = "serenya"
export const plain = "plain"
export const plainUsual = "plain, usual build"

export const variants: ReadonlyArray<Variant> = [
  { pair: "user-profile", name: serenya, entry: join(functions, "user-profile.ts"), build: "ours" },
  { pair: "user-profile", name: plain, entry: join(peers, "plain/user-profile.ts"), build: "ours" },
  { pair: "user-profile", name: plainUsual, entry: join(peers, "plain/user-profile.ts"), build: "usual" },
  { pair: "user-profile", name: "hono", entry: join(peers, "hono/user-profile.ts"), build: "ours" },
  { pair: "authorizer", name: serenya, entry: join(functions, "authorizer.ts"), build: "ours" },
  { pair: "authorizer", name: plain, entry: join(peers, "plain/authorizer.ts"), build: "ours" },
  { pair: "authorizer", name: plainUsual, entry: join(peers, "plain/authorizer.ts"), build: "usual" }
]
