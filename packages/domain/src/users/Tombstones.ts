import { Context, type Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Registered } from "./UserDirectory.ts"

/**
 * Port: whose account bears the tombstone, found without looking at anybody else's. Whoever got theirs a moment ago may be
 * missing, and whoever has just gone may still be told; nobody is told who never had one. Its laws are `testing/TombstonesLaws.ts`.
 */
export class Tombstones extends Context.Service<
  Tombstones,
  { readonly standing: Stream.Stream<Registered, Unavailable> }
>()("@serenya/domain/users/Tombstones") {}
