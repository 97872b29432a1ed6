/** The service said no: `problem` is its RFC 9457 answer, or one of the same shape for a service that cannot speak. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.title)
    this.problem = problem
  }
}

const silent = () =>
  new Refusal({
    title: "No answer",
    detail: "The service cannot be reached. Is it still running on this machine?",
    code: "NO_ANSWER",
    retryable: true
  })

const send = (url, request) =>
  fetch(url, request).catch(() => {
    throw silent()
  })

/** What an answer without a problem document still tells. */
const bare = (response) => ({
  title: `Unexpected answer ${response.status}`,
  detail: "The service did not say why.",
  code: `HTTP_${response.status}`,
  retryable: response.status >= 500,
  correlation_id: response.headers.get("x-correlation-id") ?? undefined
})

const refusalOf = async (response) => {
  const body = await response.json().catch(() => ({}))
  return new Refusal(
    typeof body?.title === "string" ? body : { ...bare(response), ...(body?.message ? { detail: body.message } : {}) }
  )
}

const read = async (response) => {
  if (!response.ok) throw await refusalOf(response)
  return response.status === 204 ? undefined : response.json()
}

const json = (method, body, headers = {}) => ({
  method,
  headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
  ...(body === undefined ? {} : { body: JSON.stringify(body) })
})

/** A call that needs no token. */
export const ask = async (method, path, body) => read(await send(path, json(method, body)))

/** Tokens live in this variable only: a reload signs out. */
let tokens
let renewal
let sessionEnded = () => {}

export const remember = (pair) => {
  tokens = pair
}

/** Whom to tell, with the reason, when the session cannot be renewed any more. */
export const whenSessionEnds = (listener) => {
  sessionEnded = listener
}

/** One renewal at a time: a refresh token that is used twice ends the session. */
const renew = () => {
  renewal ??= ask("POST", "/api/v1/auth/refresh", { refresh_token: tokens.refresh_token })
    .then(remember)
    .catch((error) => {
      if (error.problem?.status === 401) sessionEnded(error)
      throw error
    })
    .finally(() => {
      renewal = undefined
    })
  return renewal
}

/** A call as the signed-in person. An access token that is no longer good is renewed once. */
export const call = async (method, path, body) => {
  const attempt = () => send(`/api/v1${path}`, json(method, body, { authorization: `Bearer ${tokens?.access_token}` }))
  const sent = tokens
  const first = await attempt()
  if (first.status !== 401 || sent === undefined) return read(first)
  if (tokens === sent) await renew()
  return read(await attempt())
}

/** Posts a document to the object store, as its grant says: the fields, then the file. */
export const post = async ({ url, fields }, file) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append("file", file)
  const response = await send(url, { method: "POST", body: form })
  if (response.ok) return
  const code = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? `HTTP_${response.status}`
  throw new Refusal({
    title: "Upload refused",
    detail: "The object store did not take the file. Choose it again.",
    code,
    retryable: true
  })
}
