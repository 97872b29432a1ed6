import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Context, Effect, Layer } from "effect"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"

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
    /** The commands sent while `effect` ran, retries included. */
    readonly during: <A, E, R>(
      effect: Effect.Effect<A, E, R>
    ) => Effect.Effect<readonly [A, ReadonlyArray<string>], E, R>
    /** What the next calls suffer, in their order. */
    readonly suffer: (...faults: ReadonlyArray<Fault>) => Effect.Effect<void>
    /** The inputs of every call so far. */
    readonly inputs: ReadonlyArray<object>
  }
>()("@serenya/adapters-aws/test/support/Wire") {}

const tap = (client: DynamoDBClient) => {
  const commands: Array<string> = []
  const inputs: Array<object> = []
  const pending: Array<Fault> = []
  client.middlewareStack.add(
    (next, context) => async (args) => {
      commands.push(String(context["commandName"]))
      inputs.push(args.input)
      const fault = pending.shift()
      let output: Awaited<ReturnType<typeof next>> | undefined
      const send = async () => (output = await next(args))
      await (fault === undefined ? send() : fault(send))
      if (output === undefined) throw new Error("The fault neither sent nor failed")
      return output
    },
    { step: "initialize" }
  )
  return Wire.of({
    during: (effect) =>
      Effect.suspend(() => {
        const from = commands.length
        return Effect.map(effect, (value) => [value, commands.slice(from)] as const)
      }),
    suffer: (...faults) => Effect.sync(() => void pending.push(...faults)),
    inputs
  })
}

/** Taps the client that the layer below provides. */
export const layer = Layer.effect(Wire, Effect.map(Dynamo, tap))
