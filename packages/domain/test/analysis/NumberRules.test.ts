import { assert, describe, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { decimalStyleOf, parseNumber } from "../../src/analysis/NumberRules.ts"
