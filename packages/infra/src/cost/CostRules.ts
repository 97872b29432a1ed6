import { dollars, type PriceName } from "@serenya/adapters-aws/resources/Prices"
import { assumed, month, perPersonAndMonth, waits } from "./Assumptions.ts"
import type { Calls, Journey, Sized, Standing, Usage } from "./Calls.ts"

/** Units by price. */
export type Units = Readonly<Partial<Record<PriceName, number>>>

export const plus = (...many: ReadonlyArray<Units>): Units => {
  const sum: Partial<Record<PriceName, number>> = {}
  for (const [name, units] of many.flatMap(entriesOf)) sum[name] = (sum[name] ?? 0) + units
  return sum
}

export const times = (units: Units, factor: number): Units =>
  Object.fromEntries(entriesOf(units).map(([name, value]) => [name, value * factor]))

export const entriesOf = (units: Units): ReadonlyArray<readonly [PriceName, number]> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the type are those of the value
  Object.entries(units) as Array<[PriceName, number]>

export const dollarsOf = (units: Units): number =>
  entriesOf(units).reduce((sum, [name, value]) => sum + dollars(value, name), 0)

const tokensOf = (characters = 0): number => characters / assumed.charactersPerToken

/** How long a function runs, as a sum of what it waits for, in milliseconds. */
const millisOf = (usage: Usage): number => {
  const {
    invocations = 0,
    keyRequests = 0,
    modelCalls = 0,
    queueRequests = 0,
    secretRequests = 0,
    tableCalls = 0
  } = usage
  const objects = (usage.objectReads ?? 0) + (usage.objectWrites ?? 0) + (usage.objectDeletes ?? 0)
  const writing = (tokensOf(usage.modelOutputCharacters) / assumed.tokensPerSecond) * 1000
  return (
    invocations * (assumed.computing + assumed.coldShare * assumed.coldMillis) +
    (modelCalls > 0 ? assumed.opening : 0) +
    tableCalls * waits.table +
    keyRequests * waits.key +
    secretRequests * waits.secret +
    objects * waits.object +
    queueRequests * waits.queue +
    modelCalls * waits.model +
    writing
  )
}

/** Secrets are left out here: a container asks for them by the clock, and no journey does. */
const ofFunction = (usage: Usage, memory: number): Units => {
  const { invocations = 0, logBytes = 0 } = usage
  const logged = (logBytes + invocations * assumed.platformLogBytes) / 1e9
  return {
    lambdaRequest: invocations,
    lambdaCompute: (millisOf(usage) / 1000) * (memory / 1024),
    dynamoRead: usage.readUnits ?? 0,
    dynamoWrite: usage.writeUnits ?? 0,
    kmsRequest: usage.keyRequests ?? 0,
    s3Write: usage.objectWrites ?? 0,
    s3Read: usage.objectReads ?? 0,
    queueRequest: usage.queueRequests ?? 0,
    modelInput: tokensOf(usage.modelInputCharacters),
    modelOutput: tokensOf(usage.modelOutputCharacters),
    ...kept(logged)
  }
}

const kept = (loggedGigabytes: number): Units => ({
  logIngestion: loggedGigabytes,
  logStorage: loggedGigabytes * assumed.logCompression * month.keptForMonths
})

/** What goes through the edge and the gateway, past two firewalls. */
const ofRequests = (requests: number, responseBytes: number): Units => ({
  apiRequest: requests,
  edgeRequest: requests,
  firewallRequest: 2 * requests,
  edgeTransfer: (responseBytes + requests * assumed.headerBytes) / 1e9,
  ...kept((requests * assumed.accessLogBytes) / 1e9)
})

/** What one journey takes, or one run of a clock's function. */
export const unitsOf = ({ functions, requests, responseBytes }: Journey, memoryOf: (name: string) => number): Units =>
  plus(
    ofRequests(requests, responseBytes),
    ...Object.entries(functions).map(([name, usage]) => ofFunction(usage, memoryOf(name)))
  )

/** One event is an object that the stream's reader writes; each is read once by the checkpoint that covers it. */
const eventsOf = ({ functions }: Journey): number => functions["stream-processor"]?.objectWrites ?? 0

const traced = (requests: number): number => {
  const oneASecond = Math.min(requests, month.seconds)
  return oneASecond + (requests - oneASecond) * assumed.tracedShare
}

/** A month of so many registered people, everything in it. */
export const monthOf = (
  people: number,
  { clocks, journeys, metricSeries, stored }: Calls,
  functions: Readonly<Record<string, Sized>>,
  standing: Standing
): Units => {
  const memoryOf = (name: string) => functions[name]?.memory ?? 0
  const often = (name: string) => people * (perPersonAndMonth[name] ?? 0)
  const sum = (of: (journey: Journey) => number) =>
    Object.entries(journeys).reduce((total, [name, journey]) => total + often(name) * of(journey), 0)
  const events = sum(eventsOf)
  const gigabytes = (people * stored.personBytes) / 1e9
  const secrets =
    (assumed.containers + people / assumed.peoplePerContainer) * assumed.secretsPerHour * (month.minutes / 60)
  return plus(
    standing,
    ...Object.entries(journeys).map(([name, journey]) => times(unitsOf(journey, memoryOf), often(name))),
    ...Object.entries(clocks).map(([name, run]) =>
      times(unitsOf(run, memoryOf), month.minutes / (functions[name]?.schedule?.minutes ?? Number.POSITIVE_INFINITY))
    ),
    {
      s3Read: events,
      s3Storage: (events * stored.eventBytes * month.keptForMonths) / 1e9,
      dynamoStorage: gigabytes,
      dynamoBackup: gigabytes,
      metric: metricSeries,
      secretRequest: secrets,
      // A secret is opened with the key.
      kmsRequest: secrets,
      trace: traced(sum(({ requests }) => requests))
    }
  )
}
