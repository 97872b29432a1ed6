import type { DataExportDto } from "@serenya/api/DataExportDto"
import { toSnakeCase } from "@serenya/api/SnakeCase"
import { ConsentType } from "@serenya/domain/consents/Consent"
import { JobEnding } from "@serenya/domain/jobs/JobOutcome"
import type { DataExport } from "@serenya/domain/privacy/Exporting"
import type { HeldJob } from "@serenya/domain/privacy/JobsHolding"
import type { User } from "@serenya/domain/users/User"
import type { Profile } from "@serenya/domain/users/Users"
import { Option } from "effect"
import { exportedPurchaseView } from "./ExportedPurchaseView.ts"

type Exported = typeof DataExportDto.Type

const consentView = ({ consents }: User): Exported["account"]["consents"] =>
  ConsentType.literals.map((type) => {
    const { _tag, ...consent } = consents[type]
    return { type, consented: _tag === "Given", ...consent }
  })

const accountView = ({ person, user }: Profile): Exported["account"] => ({
  ...user,
  ...person,
  emailRelay: Option.getOrNull(user.emailRelay),
  consents: consentView(user),
  device: Option.getOrNull(user.device),
  session: Option.getOrNull(user.session),
  biometric: Option.match(user.biometric, {
    onNone: () => null,
    onSome: (biometric) => ({ ...biometric, verifiedAt: Option.getOrNull(biometric.verifiedAt) })
  })
})

const endingView = JobEnding.match({
  Completed: () => ({ status: "completed" as const, failure: null }),
  Failed: ({ failure }) => ({ status: "failed" as const, failure })
})

const jobView = ({ createdAt, ending, isInputHeld, jobId, kind, result }: HeldJob): Exported["jobs"][number] => ({
  jobId,
  kind,
  createdAt,
  inputIsHeld: isInputHeld,
  ...Option.match(ending, { onNone: () => ({ status: "unfinished" as const, failure: null }), onSome: endingView }),
  result: Option.getOrNull(result)
})

/** Places are named as they stand in the JSON. Fields that are not disclosed are no part of the promise, so they stay behind. */
export const dataExportView = ({ account, generatedAt, jobs, notShown, purchases }: DataExport): Exported => ({
  generatedAt,
  account: accountView(account),
  jobs: jobs.map(jobView),
  purchases: purchases.purchases.map(exportedPurchaseView),
  payments: purchases.payments,
  heldButNotShown: notShown.map(({ reason, what }) => ({ what: toSnakeCase(what), reason }))
})
