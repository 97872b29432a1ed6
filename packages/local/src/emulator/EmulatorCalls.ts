import { awsCall } from "@serenya/adapters-aws/aws/AwsCall"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Clock, Effect } from "effect"
import { type Credentials, type PlainRequest, signedHeaders } from "./SignedRequest.ts"

export interface EmulatorAnswer {
  readonly status: number
  readonly text: string
}

type Target = `${"TrentService" | "secretsmanager"}.${string}`

/** In the SDK's form, so that `awsCall` tells a fault of the server from ours. */
const unexpected = ({ status, text }: EmulatorAnswer) =>
  Object.assign(new Error(`The endpoint answered ${status}: ${text.slice(0, 200)}`), {
    $metadata: { httpStatusCode: status }
  })

/** The few calls that set up an emulator, which no adapter makes. */
export const make = (endpoint: string, credentials: Credentials) => {
  /** `expected` names the errors that are answers, by a word that their body holds. */
  const call = (
    operation: string,
    request: Omit<PlainRequest, "endpoint">,
    expected: ReadonlyArray<string> = []
  ): Effect.Effect<EmulatorAnswer, Unavailable> =>
    Effect.flatMap(Clock.currentTimeMillis, (at) =>
      awsCall("storage", operation, async ({ abortSignal }) => {
        const { host: _, ...headers } = signedHeaders({ ...request, endpoint }, credentials, at)
        const url = new URL(`${request.path}${request.query === "" ? "" : `?${request.query}`}`, endpoint)
        const { body, method } = request
        const response = await fetch(url, { method, headers, signal: abortSignal, ...(body === "" ? {} : { body }) })
        const answer = { status: response.status, text: await response.text() }
        if (!response.ok && !expected.some((word) => answer.text.includes(word))) throw unexpected(answer)
        return answer
      })
    )

  return {
    /** KMS and Secrets Manager. */
    json: (target: Target, input: unknown, expected?: ReadonlyArray<string>) =>
      call(
        `Emulator.${target}`,
        {
          service: target.startsWith("TrentService") ? "kms" : "secretsmanager",
          method: "POST",
          path: "/",
          query: "",
          headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
          body: JSON.stringify(input)
        },
        expected
      ),
    s3: (
      method: string,
      path: string,
      options: { readonly query?: string; readonly body?: string; readonly headers?: Record<string, string> } = {},
      expected?: ReadonlyArray<string>
    ) =>
      call(
        `Emulator.s3.${method}`,
        {
          service: "s3",
          method,
          path,
          query: options.query ?? "",
          headers: options.headers ?? {},
          body: options.body ?? ""
        },
        expected
      )
  }
}

export type EmulatorCalls = ReturnType<typeof make>
