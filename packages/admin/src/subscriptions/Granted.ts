import type { Granted } from "@serenya/domain/subscriptions/Grants"
import type { UserId } from "@serenya/domain/users/UserId"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Card from "./Card.ts"

/** Tells what a grant, or taking one back, came to, or would. */
export const tell = (userId: UserId, granted: Granted, isDryRun: boolean, isJson: boolean) => {
  const outcome = {
    ...Card.summary(userId, granted),
    grant: granted.grant,
    changed: granted.isNew,
    dry_run: isDryRun
  }
  return print(isJson, { object: outcome, lines: (width) => facts(Object.entries(outcome), width) })
}
