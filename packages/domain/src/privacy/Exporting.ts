import { type DateTime, Effect } from "effect"
import type { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { Warrant } from "../operators/Warrant.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import type { User } from "../users/User.ts"
import type { NotShown } from "./Disclosure.ts"
import * as Inventory from "./Inventory.ts"

/** Everything the system holds about a person, with the personal data opened; `notShown` is the rest. */
export interface DataExport extends Inventory.Shown {
  readonly generatedAt: DateTime.Utc
  readonly notShown: ReadonlyArray<NotShown>
}

/** The person's own proof, or what the audit trail knows of an operator: nobody's data leaves as a whole without one of them. */
export type Permission = StepUpProof | Warrant<"operator-export">

/** What is handed out of a user: the permission is the check. */
export const make = Effect.gen(function* () {
  const cipher = yield* PersonalDataCipher
  const inventory = yield* Inventory.make

  return Effect.fnUntraced(function* (_: Permission, user: User, generatedAt: DateTime.Utc) {
    const person = yield* cipher.open(user.id, user.person)
    const shown = yield* Inventory.show(inventory, { user, person })
    return { generatedAt, ...shown, notShown: Inventory.notShownIn(inventory) } satisfies DataExport
  })
})
