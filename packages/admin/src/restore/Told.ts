import { DateTime } from "effect"
import type { Charted } from "./Course.ts"

const iso = DateTime.formatIso

/** A restore as scripts read it. */
export const objectOf = ({ restoring: { at, source, target }, window: { earliest, latest } }: Charted) => ({
  source,
  target,
  at: iso(at),
  earliest: iso(earliest),
  latest: iso(latest)
})

export const factsOf = (charted: Charted) =>
  Object.entries(objectOf(charted)).map(([name, value]) => [name, value] as const)

/** What is left to an operator: nobody works on the copy before these. */
export const next = ({ restoring: { source, target } }: Charted): ReadonlyArray<string> => [
  `Look at it: pnpm admin table count --table ${target}`,
  `Point the stage at it: restoredTable in packages/infra/src/Stage.ts, then deploy the service stack (docs/RUNBOOK.md, Restore)`,
  `Keep ${source} until nobody asks for it any more`
]
