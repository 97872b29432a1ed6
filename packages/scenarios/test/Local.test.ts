import { Effect, Layer } from "effect"
import * as ForgetfulAnalyst from "./support/ForgetfulAnalyst.ts"
import * as LocalTarget from "./support/LocalTarget.ts"
import { Playing, suite } from "./support/Suite.ts"

suite(
  "on this machine",
  Layer.effect(
    Playing,
    Effect.gen(function* () {
      const { layer: analyst, troubles } = ForgetfulAnalyst.make()
      const { abilities, target } = yield* LocalTarget.start({ analyst })
      return { target, abilities: { ...abilities, troubles } }
    })
  )
)
