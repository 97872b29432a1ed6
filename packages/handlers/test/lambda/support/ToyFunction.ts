import { Agent } from "node:http"
import { Effect, Layer, Schema } from "effect"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import * as HttpLambda from "../../../src/lambda/HttpLambda.ts"

class Toys extends HttpApiGroup.make("toys").add(
  HttpApiEndpoint.get("find", "/toys/:id", {
    params: { id: Schema.String },
    success: Schema.Struct({ id: Schema.String })
  }),
  HttpApiEndpoint.post("make", "/toys", {
    payload: Schema.Struct({ name: Schema.NonEmptyString }),
    success: Schema.String
  }),
  HttpApiEndpoint.get("break", "/broken", { success: Schema.String })
) {}

class ToyApi extends HttpApi.make("toy").add(Toys) {}

// The AWS SDK imports node:http and makes an agent; so does this function.
const agent = new Agent({ keepAlive: true })

const ToysHttp = HttpApiBuilder.group(ToyApi, "toys", (handlers) =>
  handlers.handleAll({
    find: ({ params }) => Effect.succeed({ id: params.id }),
    make: ({ payload }) => Effect.succeed(payload.name),
    break: () => Effect.die(agent)
  })
)

/** A function as small as one can be: bundled and run by the tests. */
export const handler = HttpLambda.make(HttpApiBuilder.layer(ToyApi).pipe(Layer.provide(ToysHttp)))
