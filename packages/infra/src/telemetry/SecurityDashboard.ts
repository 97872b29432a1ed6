import { Metrics } from "@serenya/adapters-aws/resources/Metrics"
import type { Stage } from "../Stage.ts"
import { type Dashboard, each } from "./Dashboard.ts"
import * as Query from "./Query.ts"

const { catalogue } = Metrics

/** Who tries what they should not, and whether the trail of it is whole. */
export const of = (stage: Stage): Dashboard => ({
  name: "security",
  graphs: [
    {
      title: "Failed authentication",
      minutes: 5,
      lines: {
        "tokens that open nothing": Query.ours(stage, "CredentialsRefused", {}, "Sum"),
        "401": Query.ours(stage, "Refusals", { status: "401" }, "Sum"),
        "403": Query.ours(stage, "Refusals", { status: "403" }, "Sum")
      }
    },
    {
      title: "What somebody tries",
      minutes: 5,
      lines: each(catalogue.SecurityEvents.dimensions.fact, (fact) =>
        Query.ours(stage, "SecurityEvents", { fact }, "Sum")
      )
    },
    { title: "Too many calls", minutes: 5, lines: { "429": Query.ours(stage, "Refusals", { status: "429" }, "Sum") } },
    { title: "Around the edge", minutes: 5, lines: { blocked: Query.firewall(stage) } },
    {
      title: "Calls of KMS",
      minutes: 5,
      lines: each(catalogue.KeyCalls.dimensions.key_call, (key_call) =>
        Query.ours(stage, "KeyCalls", { key_call }, "Sum")
      )
    },
    {
      title: "What the audit trail was told",
      minutes: 5,
      lines: {
        events: Query.ours(stage, "AuditEvents", {}, "Sum"),
        stranded: Query.ours(stage, "StrandedChanges", {}, "Sum")
      }
    },
    {
      title: "How far the trail is behind, ms",
      minutes: 5,
      lines: { "stream-processor": Query.lambda(stage, "IteratorAge", "stream-processor", "Maximum") }
    },
    {
      title: "Seconds between checkpoints",
      minutes: 60,
      lines: { age: Query.ours(stage, "CheckpointAge", {}, "Maximum") }
    }
  ]
})
