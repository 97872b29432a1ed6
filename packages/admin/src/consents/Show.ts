import { Consent, ConsentType } from "@serenya/domain/consents/Consent"
import { missing } from "@serenya/domain/consents/ConsentRules"
import { Lookups } from "@serenya/domain/operators/Lookups"
import type { Sight } from "@serenya/domain/operators/Sight"
import type { User } from "@serenya/domain/users/User"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option } from "effect"
import { Command } from "effect/cli"
import { search } from "../audit/Search.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Reveal from "../cli/Reveal.ts"
import { render } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { who } from "../users/Who.ts"
import { historyIn } from "./History.ts"

const current = ({ consents }: User, sight: Sight) => {
  const absent = new Set(missing(consents))
  return ConsentType.literals.map((type) => {
    const consent = consents[type]
    return {
      type,
      in_force: !absent.has(type),
      answer: consent._tag,
      version: consent.version,
      at: DateTime.formatIso(consent.at),
      withdrawn_at: Consent.guards.Withdrawn(consent) ? DateTime.formatIso(consent.withdrawnAt) : null,
      method: consent.method,
      ip: sight.other(consent.origin.ip),
      user_agent: sight.other(consent.origin.userAgent)
    }
  })
}

const now = ["text", "in force", "answer", "version", "at", "withdrawn", "from"].map((title) => ({ title }))
const then = ["at", "text", "answer", "version"].map((title) => ({ title }))

export const show = Command.make(
  "show",
  { who, reveal: Reveal.options, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, reveal, who }) {
    yield* Reveal.judged(reveal)
    const { consents, history, id } = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      const wanted = { person: Option.some(user.id), type: Option.some("consent-change" as const), day: Option.none() }
      const history = historyIn(yield* search(wanted))
      const sight = yield* Reveal.sight(reveal, user.id, ["consents.origin"])
      return { id: user.id, history, consents: current(user, sight) }
    }).pipe(Effect.provide(People.layer(place)), explained)
    const rows = consents.map((one) => [
      one.type,
      one.in_force ? "✓" : "✗",
      one.answer,
      one.version,
      one.at,
      one.withdrawn_at ?? "",
      one.ip
    ])
    const kept = history.map(({ answer, at, type, version }) => [at, type, answer, version ?? ""])
    yield* print(json, {
      object: { user_id: id, consents, history },
      lines: (width) => [
        ...render(now, rows, width),
        "",
        ...(kept.length === 0 ? ["The audit trail tells of no answer."] : render(then, kept, width))
      ]
    })
  })
).pipe(
  Command.withDescription("Show what a person agreed to, now and before, as the account and the audit trail keep it"),
  Command.withExamples([
    {
      command: "pnpm admin consents show 019845e1-682f-7b02-a706-3b2422d13aec",
      description: "All five texts, and every answer since they signed up"
    }
  ])
)
