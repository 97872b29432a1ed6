import { Effect } from "effect"
import type { Permit } from "../src/analysis/Permit.ts"
import { ConsentRequired } from "../src/consents/ConsentErrors.ts"
import { ConsentProof } from "../src/consents/ConsentProof.ts"
import * as Fixtures from "./Fixtures.ts"

/** Somebody who agrees to all texts, whenever they are asked. */
export const granted: Permit = Effect.flatMap(Fixtures.user, (user) => Effect.fromResult(ConsentProof.prove(user)))

/** Somebody who took a consent back. */
export const refused: Permit = Effect.fail(new ConsentRequired({ missing: ["medical_disclaimer"] }))
