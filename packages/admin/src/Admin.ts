import { Command } from "effect/cli"
import { audit } from "./audit/Audit.ts"
import { codes } from "./cli/Teardown.ts"
import { consents } from "./consents/Consents.ts"
import { erasures } from "./erasures/Erasures.ts"
import { functions } from "./functions/Functions.ts"
import { incident } from "./incident/Incident.ts"
import { jobs } from "./jobs/Jobs.ts"
import { keys } from "./keys/Keys.ts"
import { migrate } from "./migration/Migrate.ts"
import { payments } from "./payments/Payments.ts"
import { restore } from "./restore/Restore.ts"
import { seed } from "./seed/Seed.ts"
import { sessions } from "./sessions/Sessions.ts"
import { subscriptions } from "./subscriptions/Subscriptions.ts"
import { table } from "./table/Table.ts"
import { users } from "./users/Users.ts"

/** Every command that operators have. */
export const admin = Command.make("admin").pipe(
  Command.withDescription(
    `What operators do to a stage: AWS by the environment's variables, an emulator, or this machine. ${codes}`
  ),
  Command.withSubcommands([
    users,
    sessions,
    consents,
    subscriptions,
    payments,
    jobs,
    audit,
    erasures,
    table,
    keys,
    seed,
    migrate,
    restore,
    functions,
    incident
  ])
)

export const version = "0.1.0"
