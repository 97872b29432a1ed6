import { DateTime } from "effect"
import type * as Analysis from "../analysis/AnalysisResult.ts"
import type { Device, Provenance } from "./Bundle.ts"
import * as Codes from "./CodeRules.ts"
import type { Reference } from "./Element.ts"

/** What every resource of ours carries. */
export const meta = { security: [Codes.assertedByAi] } as const

/** The program that made the content. */
export const deviceOf = (provenance: Analysis.Provenance): Device => ({
  resourceType: "Device",
  id: "analyst",
  meta,
  deviceName: [{ name: provenance.model, type: "model-name" }],
  version: [
    { type: { text: "model" }, value: provenance.model },
    { type: { text: "prompt" }, value: provenance.promptVersion },
    { type: { text: "rules" }, value: provenance.rulesVersion }
  ]
})

/** That `who`, a program, put the targets together. */
export const provenanceOf = (recorded: DateTime.Utc, target: Provenance["target"], who: Reference): Provenance => ({
  resourceType: "Provenance",
  id: "provenance",
  meta,
  target,
  recorded: DateTime.formatIso(recorded),
  agent: [{ type: Codes.assembler, who }]
})
