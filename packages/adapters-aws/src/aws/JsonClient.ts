import { HttpRequest, type RpcProtocol } from "@smithy/core/protocols"
import { operation as operationOf } from "@smithy/core/schema"
import { fromBase64, fromUtf8, toBase64, toUtf8 } from "@smithy/core/serde"
import { SignatureV4 } from "@smithy/signature-v4"
import type { MetadataBearer, StaticOperationSchema } from "@smithy/types"
import { type Config, Effect, type Scope } from "effect"
import { awsSettings } from "./AwsSettings.ts"
import { collected } from "./CollectedBody.ts"
import { endpointOf } from "./JsonEndpoint.ts"

/** One call: how the SDK spells it on the wire, what goes in, and, to the compiler only, which service answers what. */
export interface Command<Service extends string, Output extends MetadataBearer> {
  readonly operation: StaticOperationSchema
  readonly input: object
  readonly types?: readonly [Service, Output]
}

export interface JsonClient<Service extends string> {
  /** Rejects with the service's exceptions, as an SDK client does. */
  readonly send: <Output extends MetadataBearer>(
    command: Command<Service, Output>,
    options?: { readonly abortSignal?: AbortSignal }
  ) => Promise<Output>
}

/** What came was no answer of the service (a proxy's page, half an answer): its status tells whether to ask again. */
const unreadable = (cause: unknown, httpStatusCode: number): unknown =>
  cause instanceof Error && !("$metadata" in cause) ? Object.assign(cause, { $metadata: { httpStatusCode } }) : cause

/**
 * A client of a service that speaks JSON, made of the SDK's own protocol, signature and connection, without the client that
 * the SDK puts around them: decision 29. `service` is its name in host names and in signatures.
 */
export const jsonClient = <const Service extends string>(
  service: Service,
  protocol: RpcProtocol
): Effect.Effect<JsonClient<Service>, Config.ConfigError, Scope.Scope> =>
  Effect.gen(function* () {
    const { credentials, region, requestHandler, sha256, ...settings } = yield* awsSettings
    yield* Effect.addFinalizer(() => Effect.sync(() => requestHandler.destroy()))
    const endpoint = endpointOf(service, region, "endpoint" in settings ? settings.endpoint : undefined)
    const signer = new SignatureV4({ credentials, region, service, sha256 })
    const context = {
      endpoint: () => Promise.resolve(endpoint),
      base64Decoder: fromBase64,
      base64Encoder: toBase64,
      utf8Decoder: fromUtf8,
      utf8Encoder: toUtf8,
      streamCollector: collected
    }
    protocol.setSerdeContext(context)

    return {
      send: async <Output extends MetadataBearer>(
        { input, operation: [, namespace, name, traits, taken, given] }: Command<Service, Output>,
        options: { readonly abortSignal?: AbortSignal } = {}
      ) => {
        const operation = operationOf(namespace, name, traits, taken, given)
        const request = await signer.sign(await protocol.serializeRequest(operation, input, context))
        const { response } = await requestHandler.handle(new HttpRequest(request), options)
        return protocol.deserializeResponse<Output>(operation, context, response).catch((cause: unknown) => {
          throw unreadable(cause, response.statusCode)
        })
      }
    }
  })
