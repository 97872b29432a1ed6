import type { User } from "@serenya/domain/users/User"
import { Effect, Option } from "effect"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"

/** Tells how an account stands after a change, or would. */
export const tell = (user: User, isDryRun: boolean, isJson: boolean) => {
  const standing = {
    user_id: user.id,
    status: user.status,
    session: Option.match(user.session, { onNone: () => "none", onSome: ({ status }) => status }),
    dry_run: isDryRun
  }
  return Effect.asVoid(print(isJson, { object: standing, lines: (width) => facts(Object.entries(standing), width) }))
}
