import { Command } from "effect/cli"
import { plan } from "./Plan.ts"
import { report } from "./Report.ts"
import { rollback } from "./Rollback.ts"
import { run } from "./Run.ts"
import { verify } from "./Verify.ts"

export const migrate = Command.make("migrate").pipe(
  Command.withDescription("The move from PostgreSQL 15: LEGACY_DATABASE_URL names the old database"),
  Command.withSubcommands([plan, run, verify, report, rollback])
)
