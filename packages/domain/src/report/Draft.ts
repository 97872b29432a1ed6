import type { Said } from "./Said.ts"

/** A text by rules about one thing, which somebody may word anew. `names` are what the thing may be called. */
export interface Draft {
  readonly id: string
  readonly names: ReadonlyArray<string>
  readonly said: Said
}
