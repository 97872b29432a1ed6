import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import type { Secret } from "@serenya/adapters-aws/resources/Resource"
import type { Stores } from "@serenya/local/stack/Ports"
import { Effect, Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

/** The service's own secrets at a place. */
export const layer = (place: Place, needs: ReadonlyArray<Secret>) =>
  Stack.over(
    {
      needs,
      aws: SecretsManagerSecretKeys.layer.pipe(Layer.provide(SecretsManager.layer)),
      folder: Layer.effectContext(Effect.context<Stores>())
    },
    place
  )
