import type { Call } from "./Call.ts"
import { covers, type Grant } from "./Statement.ts"
import type { Unused } from "./Unused.ts"

/** One function: what its role allows, and what it did. */
export interface Conduct {
  readonly name: string
  readonly grants: ReadonlyArray<Grant>
  readonly calls: ReadonlyArray<Call>
}

/** An ARN by the variable of what it names: `TEMP_BUCKET/claims/*`. */
export const spelled = (arn: string, names: Readonly<Record<string, string>>): string => {
  if (arn.startsWith("arn:aws:logs:")) return "logs"
  const found = Object.entries(names).find(
    ([, name]) => arn === name || arn.includes(`:${name}`) || arn.includes(`/${name}`)
  )
  if (found === undefined) return arn
  const [variable, name] = found
  return `${variable}${arn.slice(arn.indexOf(name) + name.length)}`.replace(/\/stream\/.*$/, " stream")
}

const textOf = (
  { action, resource, via }: Pick<Grant, "action" | "resource" | "via">,
  names: Readonly<Record<string, string>>
) => `${action} ${spelled(resource, names)}${via === undefined ? "" : ` by ${via}`}`

const distinct = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)].toSorted()

/** Calls that no grant covers: deployed, they would be denied. */
export const denied = (
  conducts: ReadonlyArray<Conduct>,
  names: Readonly<Record<string, string>>
): ReadonlyArray<string> =>
  distinct(
    conducts.flatMap(({ calls, grants, name }) =>
      calls
        .filter((call) => !grants.some((grant) => covers(grant, call)))
        .map((call) => `${name}: ${textOf({ via: undefined, ...call }, names)}`)
    )
  )

/** Grants that no call was covered by, as `function: grant`. */
export const idle = (
  conducts: ReadonlyArray<Conduct>,
  names: Readonly<Record<string, string>>
): ReadonlyArray<string> =>
  distinct(
    conducts.flatMap(({ calls, grants, name }) =>
      grants
        .filter((grant) => !calls.some((call) => covers(grant, call)))
        .map((grant) => `${name}: ${textOf(grant, names)}`)
    )
  )

const isAbout = ({ functions, grants }: Unused, line: string): boolean => {
  const [name = "", grant = ""] = line.split(/: (.*)/s)
  return grants.includes(grant) && (functions === undefined || functions.includes(name))
}

/** Idle grants for which nobody gives a reason. */
export const unexplained = (lines: ReadonlyArray<string>, reasons: ReadonlyArray<Unused>): ReadonlyArray<string> =>
  lines.filter((line) => !reasons.some((reason) => isAbout(reason, line)))

/** Reasons, function by function and grant by grant, for what is not idle; but for those that are met by chance. */
export const spent = (lines: ReadonlyArray<string>, reasons: ReadonlyArray<Unused>): ReadonlyArray<string> =>
  reasons.flatMap(({ functions, grants, met, reason }) =>
    (met === "by chance" ? [] : grants).flatMap((grant) =>
      (functions ?? [undefined])
        .filter(
          (name) =>
            !lines.some((line) =>
              isAbout({ grants: [grant], reason, ...(name === undefined ? {} : { functions: [name] }) }, line)
            )
        )
        .map((name) => `${name ?? "all"}: ${grant}`)
    )
  )
