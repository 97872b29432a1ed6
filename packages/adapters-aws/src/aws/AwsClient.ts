import { type Config, Effect, type Scope } from "effect"
import { awsSettings } from "./AwsSettings.ts"

type Settings = Effect.Success<typeof awsSettings>

/** What all SDK clients have in common. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean }
  destroy(): void
}

/**
 * Builds an SDK client that lives as long as the scope. The SDK describes each call to its logger, with every value in it,
 * also when that logger throws all away: we want neither the cost nor the description.
 */
export const awsClient = <C extends Client>(
  make: (settings: Settings) => C
): Effect.Effect<C, Config.ConfigError, Scope.Scope> =>
  Effect.flatMap(awsSettings, (settings) =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const client = make(settings)
        client.middlewareStack.remove("loggerMiddleware")
        return client
      }),
      (client) => Effect.sync(() => client.destroy())
    )
  )
