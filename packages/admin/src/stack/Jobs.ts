import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { JobRecords } from "@serenya/domain/jobs/JobRecords"
import { JobSweeps } from "@serenya/domain/jobs/JobSweeps"
import { Replays } from "@serenya/domain/jobs/Replays"
import { Warrants } from "@serenya/domain/operators/Warrants"
import { Layer } from "effect"
import * as Announced from "./Announced.ts"
import * as Erasing from "./Erasing.ts"
import * as Operating from "./Operating.ts"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

const stack = {
  needs: [UserTable, TempBucket, EventsBucket, ErasureLedgerSecret],
  aws: Layer.mergeAll(Erasing.adapters, Operating.aws, Announced.elsewhere),
  folder: Layer.merge(Operating.folder, Announced.here)
}

/** What operators see and do of jobs, at a place. */
export const layer = (place: Place) =>
  Layer.merge(Replays.layer, JobSweeps.layer).pipe(
    Layer.provideMerge(Layer.merge(JobRecords.layer, Warrants.layer)),
    Layer.provideMerge(Stack.over(stack, place))
  )
