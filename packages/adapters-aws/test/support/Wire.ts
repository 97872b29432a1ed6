import type { MetadataBearer } from "@smithy/types"
import { Context, Effect, Layer } from "effect"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import type { DynamoCommand } from "../../src/dynamo/DynamoCommands.ts"

/** What may go wrong with one call. */
export type Fault = (send: () => Promise<unknown>) => Promise<unknown>

const reset = () => Promise.reject(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }))

/** Nothing goes wrong: the next fault is for a later call. */
export const delivered: Fault = (send) => send()

/** The call took effect, and nobody was told. */
export const lostResponse: Fault = (send) => send().then(reset)

export const failsWith =
  (cause: Error): Fault =>
  () =>
    Promise.reject(cause)

/** The wire between the DynamoDB client and the engine: counts calls and breaks the ones it is told to. */
export class Wire extends Context.Service<
  Wire,
  {
    /** The operations called while `effect` ran, retries included. */
    readonly during: <A, E, R>(
      effect: Effect.Effect<A, E, R>
    ) => Effect.Effect<readonly [A, ReadonlyArray<string>], E, R>
    /** What the next calls suffer, in their order. */
    readonly suffer: (...faults: ReadonlyArray<Fault>) => Effect.Effect<void>
    /** The inputs of every call so far. */
    readonly inputs: ReadonlyArray<object>
  }
>()("@serenya/adapters-aws/test/support/Wire") {}

const tapped = (client: Dynamo["Service"]) => {
  const operations: Array<string> = []
  const inputs: Array<object> = []
  const pending: Array<Fault> = []

  const send = async <Output extends MetadataBearer>(
    command: DynamoCommand<Output>,
    options?: { readonly abortSignal?: AbortSignal }
  ) => {
    operations.push(command.operation[2])
    inputs.push(command.input)
    const fault = pending.shift() ?? delivered
    const answers: Array<Output> = []
    await fault(async () => answers.push(await client.send(command, options)))
    const [answer] = answers
    if (answer === undefined) throw new Error("The fault neither sent nor failed")
    return answer
  }

  const wire = Wire.of({
    during: (effect) =>
      Effect.suspend(() => {
        const from = operations.length
        return Effect.map(effect, (value) => [value, operations.slice(from)] as const)
      }),
    suffer: (...faults) => Effect.sync(() => void pending.push(...faults)),
    inputs
  })
  return Context.make(Dynamo, Dynamo.of({ send })).pipe(Context.add(Wire, wire))
}

/** A client that is tapped, over the one of the layer below. */
export const layer = Layer.effectContext(Effect.map(Dynamo, tapped))
