import * as OperatorIdentityLaws from "@serenya/domain/testing/OperatorIdentityLaws"
import { Effect, Layer } from "effect"
import { Sts } from "../../src/operators/Sts.ts"
import * as StsOperatorIdentity from "../../src/operators/StsOperatorIdentity.ts"
import * as Moto from "../../testing/Moto.ts"
import { config } from "../support/Emulator.ts"

Moto.suites(() => {
  OperatorIdentityLaws.suite(
    "STS at moto",
    Layer.unwrap(
      Effect.map(Moto.endpoint, (endpoint) =>
        StsOperatorIdentity.layer.pipe(Layer.provide(Sts.layer), Layer.provide(config(endpoint)))
      )
    )
  )
})
