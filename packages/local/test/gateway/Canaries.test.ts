import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { assert, it, vi } from "@effect/vitest"
import { Effect, Tracer } from "effect"
import * as Analysts from "../support/Analysts.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const medicalValue = "73.3177"
const fileName = "canary-file-name-4711.pdf"

/** A library's error may quote what it read. Spans keep it as it is, so whoever exports them must drop messages. */
const quoting = "cannot analyse 73.3177-quoted"

const document = TinyPdf.of([
  ["Canary report"],
  ["Test", "Result", "Unit", "Reference"],
  ["Canarytestosterone", medicalValue, "mg/dL", "70 - 99"]
])

/** Everything that this process prints while `work` runs, and all that its spans say. */
const observed = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const printed: Array<string> = []
    const spans: Array<Tracer.NativeSpan> = []
    const print = (chunk: unknown) => {
      printed.push(String(chunk))
      return true
    }
    const spies = [
      vi.spyOn(process.stdout, "write").mockImplementation(print),
      vi.spyOn(process.stderr, "write").mockImplementation(print),
      ...(["log", "info", "warn", "error", "debug"] as const).map((method) =>
        vi
          .spyOn(console, method)
          .mockImplementation(
            (...parts) =>
              void print(parts.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part))).join(" "))
          )
      )
    ]
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const value = yield* Effect.provideService(work, Tracer.Tracer, tracer).pipe(
      Effect.ensuring(Effect.sync(() => spies.forEach((spy) => spy.mockRestore())))
    )
    const traced = spans.map(({ attributes, events, name, status }) =>
      JSON.stringify([
        name,
        [...attributes],
        events,
        status._tag === "Ended" ? String(Reflect.get(status.exit, "cause") ?? "") : ""
      ])
    )
    return { value, printed: printed.join(""), traced: traced.join("\n"), spanNames: spans.map(({ name }) => name) }
  })

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile())

/** A journey with everything that may go wrong on the way; the bodies of all refusals. */
const journey = Effect.gen(function* () {
  const broken = Analysts.counting((call) => (call === 1 ? Effect.die(new Error(quoting)) : Effect.void))
  const { stateFolder, url } = yield* LocalStack.start({ analyst: broken.layer })
  const { answer, idToken, token } = yield* Person.onboard(url, "omar")
  const refusals: Array<Person.Answered> = []
  const refused = (answered: Person.Answered) => {
    assert.isAtLeast(answered.status, 400)
    refusals.push(answered)
  }
  const onboarding = {
    provider: "google",
    id_token: idToken,
    nonce: 7,
    device: "omar@example.test",
    consents: { version: medicalValue }
  }
  refused(yield* Person.send("POST", `${url}/api/v1/auth/oauth-onboarding`, onboarding))
  refused(
    yield* Person.send("POST", `${url}/api/v1/auth/oauth-signin`, {
      ...(yield* Person.claim(url, "omar")),
      id_token: `${idToken}x`
    })
  )
  refused(
    yield* Person.send("POST", `${url}/api/v1/auth/oauth-signin`, {
      ...(yield* Person.claim(url, "omar")),
      nonce: "Haddad"
    })
  )
  refused(yield* Person.call(`${url}/api/v1/user/profile`, { headers: Person.bearer(`${token}x`) }))
  refused(yield* Person.call(`${url}/api/v1/process/status/${fileName}`, { headers: Person.bearer(token) }))
  refused(yield* Person.call(`${url}/api/v1/nowhere/omar@example.test?name=Haddad`))
  refused(
    yield* Person.send(
      "POST",
      `${url}/api/v1/process/upload`,
      { file_type: fileName, file_size: medicalValue },
      Person.bearer(token)
    )
  )
  const { form, jobId } = yield* Person.upload(url, token, document, fileName)
  refused(yield* Person.post({ ...form, fields: { ...form.fields, "x-amz-meta-name": "Haddad" } }, document, fileName))
  const status = yield* Person.ended(url, token, jobId)
  const result = yield* Person.result(url, token, jobId)
  assert.include(result.text, medicalValue)
  const {
    tokens: { access_token, refresh_token }
  } = answer.body
  const sentinels = [
    "omar@example.test",
    "Omar",
    "Haddad",
    idToken,
    access_token,
    refresh_token,
    "canary-file-name",
    medicalValue,
    "Canarytestosterone"
  ]
  return {
    refusals,
    status,
    stateFolder,
    sentinels: sentinels as ReadonlyArray<string>,
    files: filesIn(stateFolder),
    users: readFileSync(join(stateFolder, "users.db"), "latin1")
  }
})

it.live("lets no personal or medical datum out: not into logs, spans, refusals, object names or the database", () =>
  Effect.gen(function* () {
    const { printed, spanNames, traced, value } = yield* observed(journey)
    assert.include(
      printed,
      '"message":"record failed, to be tried again"',
      "the broken run was logged, so logs are seen here"
    )
    assert.includeMembers(
      [...new Set(spanNames)],
      ["Accounts.onboard", "JobRun.run", "FileDocumentVault.read"],
      "spans are seen here"
    )
    const places = {
      printed,
      traced: traced.replaceAll(quoting, ""),
      refusals: value.refusals.map(({ headers, text }) => `${JSON.stringify([...headers])} ${text}`).join("\n"),
      status: value.status.text,
      files: value.files.join("\n"),
      users: value.users
    }
    assert.notInclude(printed, "-quoted")
    for (const [place, text] of Object.entries(places)) {
      assert.isNotEmpty(text, place)
      for (const sentinel of value.sentinels) assert.isFalse(text.includes(sentinel), `${place} holds ${sentinel}`)
    }
  })
)
