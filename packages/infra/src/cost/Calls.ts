import type { PriceName } from "@serenya/adapters-aws/resources/Prices"

/** What one function took of AWS: units of the table as it counted them, else calls, characters and bytes. What is not there is zero. */
export interface Usage {
  readonly invocations?: number
  readonly tableCalls?: number
  readonly readUnits?: number
  readonly writeUnits?: number
  readonly keyRequests?: number
  readonly secretRequests?: number
  readonly objectWrites?: number
  readonly objectReads?: number
  readonly objectDeletes?: number
  readonly queueRequests?: number
  readonly modelCalls?: number
  readonly modelInputCharacters?: number
  readonly modelOutputCharacters?: number
  readonly logBytes?: number
}

/** A journey, or a run of what a clock calls: what went through the gateway, and what each function took. */
export interface Journey {
  readonly requests: number
  readonly responseBytes: number
  readonly functions: Readonly<Record<string, Usage>>
}

/** What `packages/local/test/cost` counted on the deployed functions: `docs/cost/calls.json`. */
export interface Calls {
  readonly journeys: Readonly<Record<string, Journey>>
  /** By function: one run in which there was nothing to do. */
  readonly clocks: Readonly<Record<string, Journey>>
  /** One person's rows with their copies in the indexes, and one event of the trail. */
  readonly stored: { readonly personBytes: number; readonly eventBytes: number }
  /** Series of our own metrics, if every value of every dimension occurs. */
  readonly metricSeries: number
}

/** What a stack has whether anybody comes or not, by price. */
export type Standing = Readonly<Partial<Record<PriceName, number>>>

/** A function as it is deployed: memory in MiB, and how often a clock calls it. */
export interface Sized {
  readonly memory: number
  readonly schedule?: { readonly minutes: number }
}
