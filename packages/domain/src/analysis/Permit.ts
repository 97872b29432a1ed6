import type { Effect } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { ConsentProof } from "../consents/ConsentProof.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"

/** Asks whether this person agrees at this moment. A proof is good for one call of a model: each asks for its own. */
export type Permit = Effect.Effect<ConsentProof, ConsentRequired | AccountNotActive | Unavailable>
