import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { Config, Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

/** `BUILD_VERSION` is what was deployed. */
export const layer = HttpApiBuilder.group(
  UserProfilePart,
  "health",
  Effect.fnUntraced(function* (handlers) {
    const version = yield* Config.String("BUILD_VERSION").pipe(Config.withDefault("development"))
    return handlers.handle("health", () => Effect.succeed({ status: "ok" as const, version }))
  })
)
