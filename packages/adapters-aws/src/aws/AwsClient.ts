import { type Config, Effect, type Scope } from "effect"
import { awsSettings } from "./AwsSettings.ts"

type Settings = Effect.Success<typeof awsSettings>

/** What all SDK clients have in common. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean }
  destroy(): void
}

/**
 * Steps of every call that we have no use for: the SDK describes the call to its logger, with every value in it, also when
 * that logger throws all away, and spells out the versions of Node and of itself.
 */
const unused = ["loggerMiddleware", "getUserAgentMiddleware"]

/** Builds an SDK client that lives as long as the scope. */
export const awsClient = <C extends Client>(
  make: (settings: Settings) => C
): Effect.Effect<C, Config.ConfigError, Scope.Scope> =>
  Effect.flatMap(awsSettings, (settings) =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const client = make(settings)
        for (const step of unused) {
          if (!client.middlewareStack.remove(step)) throw new Error(`The SDK has no ${step} any more: see AwsClient.ts`)
        }
        return client
      }),
      (client) => Effect.sync(() => client.destroy())
    )
  )
