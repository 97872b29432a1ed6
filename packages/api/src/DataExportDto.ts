import { Biometric } from "@serenya/domain/biometrics/Biometric"
import { ConsentMethod, ConsentType, TextVersion } from "@serenya/domain/consents/Consent"
import { Identity } from "@serenya/domain/identity/Identity"
import { JobId, JobKind } from "@serenya/domain/jobs/JobId"
import { JobFailure } from "@serenya/domain/jobs/JobOutcome"
import * as AccountDisclosure from "@serenya/domain/privacy/AccountDisclosure"
import { shownOf } from "@serenya/domain/privacy/Disclosure"
import { Reasoned } from "@serenya/domain/privacy/ErasureReceipt"
import { Device } from "@serenya/domain/sessions/Device"
import { Session } from "@serenya/domain/sessions/Session"
import { Origin } from "@serenya/domain/shared/Origin"
import { Subscription, Usage } from "@serenya/domain/subscriptions/Subscription"
import { EmailRelay } from "@serenya/domain/users/EmailRelay"
import { Person } from "@serenya/domain/users/Person"
import { User } from "@serenya/domain/users/User"
import { Schema, Struct } from "effect"
import { ChatAnswerDto } from "./ChatAnswerDto.ts"
import { ExportedPayment, ExportedPurchase } from "./ExportedPurchaseDto.ts"
import { ReportDto } from "./ReportDto.ts"
import { ResultDto } from "./ResultDto.ts"
import { snakeCase } from "./SnakeCase.ts"

const OriginDto = snakeCase(Schema.Struct(shownOf(Origin.fields, AccountDisclosure.origin)), "Origin")

/** One text, as it was answered last. */
const ExportedConsent = snakeCase(
  Schema.Struct({
    type: ConsentType,
    consented: Schema.Boolean,
    version: TextVersion,
    at: Schema.DateTimeUtc,
    origin: OriginDto,
    method: ConsentMethod,
    withdrawnAt: Schema.optionalKey(Schema.DateTimeUtc)
  }),
  "ExportedConsent"
)

const ExportedSubscription = snakeCase(
  Schema.Struct({
    ...shownOf(Subscription.fields, AccountDisclosure.subscription),
    usage: snakeCase(Schema.Struct(shownOf(Usage.fields, AccountDisclosure.usage)))
  }),
  "ExportedSubscription"
)

const ExportedDevice = snakeCase(
  Schema.Struct({ ...shownOf(Device.fields, AccountDisclosure.device), registeredFrom: OriginDto }),
  "ExportedDevice"
)

const ExportedSession = snakeCase(
  Schema.Struct({ ...shownOf(Session.fields, AccountDisclosure.session), origin: OriginDto }),
  "ExportedSession"
)

const ExportedBiometric = snakeCase(
  Schema.Struct({
    ...shownOf(Biometric.fields, AccountDisclosure.biometric),
    verifiedAt: Schema.NullOr(Schema.DateTimeUtc),
    registeredFrom: OriginDto
  }),
  "ExportedBiometric"
)

/** The account with the personal data opened. What a person does not have is null. */
const ExportedAccount = snakeCase(
  Schema.Struct({
    ...Struct.omit(shownOf(User.fields, AccountDisclosure.user), ["person"]),
    ...Struct.pick(Person.fields, ["email", "name", "givenName", "familyName"]),
    emailRelay: Schema.NullOr(Schema.Struct(shownOf(EmailRelay.fields, AccountDisclosure.emailRelay))),
    identities: Schema.Array(Schema.Struct(shownOf(Identity.fields, AccountDisclosure.identity))),
    consents: Schema.Array(ExportedConsent),
    subscription: ExportedSubscription,
    device: Schema.NullOr(ExportedDevice),
    session: Schema.NullOr(ExportedSession),
    biometric: Schema.NullOr(ExportedBiometric),
    createdFrom: OriginDto
  }),
  "ExportedAccount"
)

/** A job whose objects are still here. `result`, of its kind, of the newest completed ones; the others' where each kind is asked for. */
const ExportedJob = snakeCase(
  Schema.Struct({
    jobId: JobId,
    kind: JobKind,
    createdAt: Schema.DateTimeUtc,
    inputIsHeld: Schema.Boolean,
    status: Schema.Literals(["unfinished", "completed", "failed"]),
    failure: Schema.NullOr(JobFailure),
    result: Schema.NullOr(Schema.Union([ResultDto, ChatAnswerDto, ReportDto]))
  }),
  "ExportedJob"
)

/** Everything the system holds about the person who asks; `held_but_not_shown` says what else, and why. */
export const DataExportDto = snakeCase(
  Schema.Struct({
    generatedAt: Schema.DateTimeUtc,
    account: ExportedAccount,
    jobs: Schema.Array(ExportedJob),
    purchases: Schema.Array(ExportedPurchase),
    payments: Schema.Array(ExportedPayment),
    heldButNotShown: Schema.Array(Reasoned)
  }),
  "DataExport"
)
