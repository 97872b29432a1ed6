import type { Scenario } from "./Scenario.ts"
import { chat } from "./scenarios/chat.ts"
import { doctorsReport } from "./scenarios/doctors-report.ts"
import { document } from "./scenarios/document.ts"
import { onboarding } from "./scenarios/onboarding.ts"
import { privacy } from "./scenarios/privacy.ts"
import { purchases } from "./scenarios/purchase.ts"
import { foreignJobs, forms, limits } from "./scenarios/refusals.ts"
import { hopeless, retry } from "./scenarios/retry.ts"
import { sessions } from "./scenarios/sessions.ts"
import { strangers } from "./scenarios/strangers.ts"

/** Every journey, in the order in which a person comes to them. */
export const scenarios: ReadonlyArray<Scenario> = [
  strangers,
  onboarding,
  sessions,
  document,
  hopeless,
  retry,
  limits,
  forms,
  chat,
  ...purchases,
  doctorsReport,
  foreignJobs,
  privacy
]
