import { createQueue } from "@serenya/adapters-aws/audit/CreateQueue"
import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { createKey } from "@serenya/adapters-aws/keys/CreateKey"
import { createSecret } from "@serenya/adapters-aws/keys/CreateSecret"
import { AuditCheckpointSecret } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { PageCursorSecret } from "@serenya/adapters-aws/resources/PageCursorSecret"
import { StrandedChangesQueue } from "@serenya/adapters-aws/resources/StrandedChangesQueue"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { TokenSecret } from "@serenya/adapters-aws/resources/TokenSecret"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { createBucket } from "@serenya/adapters-aws/s3/CreateBucket"
import { Effect } from "effect"

/** What the resources are called at the endpoint, by the variables under which the adapters look for them. */
export const names = {
  [UserTable.env]: "serenya-local",
  [TempBucket.env]: "serenya-temp-files-local",
  [EventsBucket.env]: "serenya-events-local",
  [MasterKey.env]: "alias/serenya-local",
  [TokenSecret.env]: "serenya/local/access-token",
  [PageCursorSecret.env]: "serenya/local/page-cursor",
  [EmailIndexSecret.env]: "serenya/local/email-index",
  [ErasureLedgerSecret.env]: "serenya/local/erasure-ledger",
  [AuditCheckpointSecret.env]: "serenya/local/audit-checkpoint"
}

const strandedChanges = "serenya-stranded-changes-local"

/** What a queue is called is its address: emulators look at its last part only. */
export const queues = (endpoint: string) => ({
  [StrandedChangesQueue.env]: new URL(`/000000000000/${strandedChanges}`, endpoint).href
})

/** Makes what is missing; what is there stays as it is. */
export const provision = Effect.gen(function* () {
  yield* provisionTable(yield* Dynamo, names[UserTable.env], UserTable)
  yield* createBucket(names[TempBucket.env], TempBucket)
  yield* createBucket(names[EventsBucket.env], EventsBucket)
  yield* createQueue(strandedChanges)
  yield* createKey(names[MasterKey.env])
  yield* createSecret(names[TokenSecret.env])
  yield* createSecret(names[PageCursorSecret.env])
  yield* createSecret(names[EmailIndexSecret.env])
  yield* createSecret(names[ErasureLedgerSecret.env])
  yield* createSecret(names[AuditCheckpointSecret.env])
})
