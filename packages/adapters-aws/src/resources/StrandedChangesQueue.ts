import type { Needs, Queue } from "./Resource.ts"

/** Writes that the audit trail could not be told of, by the keys of their rows; an operator's alarm watches it. */
export const StrandedChangesQueue = { env: "STRANDED_CHANGES_QUEUE" } as const satisfies Queue

export const strandedChangesNeeds = {
  resource: StrandedChangesQueue,
  actions: ["sqs:SendMessage"]
} as const satisfies Needs
