import { JobId } from "@serenya/domain/jobs/JobId"
import { Argument } from "effect/cli"

/** Which job. */
export const job = Argument.String("job").pipe(Argument.withDescription("The id of a job"), Argument.withSchema(JobId))
