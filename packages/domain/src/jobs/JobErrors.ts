import { Schema } from "effect"
import { JobFailureCode } from "./JobOutcome.ts"

/** No such job, or another person's: the two cannot be told apart, so the error carries nothing. */
export class JobNotFound extends Schema.TaggedError<JobNotFound>()("JobNotFound", {}) {
  override get message() {
    return "No such job"
  }
}

/** The result is not there yet: ask again after `pollAfterSeconds`. */
export class JobNotReady extends Schema.TaggedError<JobNotReady>()("JobNotReady", { pollAfterSeconds: Schema.Int }) {
  override get message() {
    return "The job is not finished"
  }
}

/** The job ended without a result. */
export class JobFailed extends Schema.TaggedError<JobFailed>()("JobFailed", {
  failure: JobFailureCode,
  retryable: Schema.Boolean
}) {
  override get message() {
    return `The job failed: ${this.failure}`
  }
}

/** The job cannot be started again; `reason` says why. */
export class JobNotRetryable extends Schema.TaggedError<JobNotRetryable>()("JobNotRetryable", {
  reason: Schema.Literals(["not_failed", "failed_for_good", "retries_spent", "input_gone"])
}) {
  override get message() {
    return `The job cannot be started again: ${this.reason}`
  }
}

/** There is nothing to repeat: `running` may become something else by itself, the others will not. */
export class JobNotReplayable extends Schema.TaggedError<JobNotReplayable>()("JobNotReplayable", {
  reason: Schema.Literals(["not_uploaded", "running", "completed", "failed_for_good", "input_gone"])
}) {
  override get message() {
    return `The job cannot be replayed: ${this.reason}`
  }
}

/** Another worker holds the job. Not an answer to a person: the event is delivered again later. */
export class JobBusy extends Schema.TaggedError<JobBusy>()("JobBusy", {}) {
  override get message() {
    return "Another worker holds this job"
  }
}
