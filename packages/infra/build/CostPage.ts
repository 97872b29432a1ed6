import { priceList, prices } from "@serenya/adapters-aws/resources/Prices"
import { assumed, month, perPersonAndMonth, reference, referencePeople, waits } from "../src/cost/Assumptions.ts"
import type { Calls, Sized, Standing } from "../src/cost/Calls.ts"
import { dollarsOf, monthOf, unitsOf } from "../src/cost/CostRules.ts"
import { dollarsAt, names } from "../src/cost/Services.ts"

const sizes = [10_000, 100_000, 1_000_000]

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => [
  `| ${head.join(" | ")} |`,
  `| --- |${" ---: |".repeat(head.length - 1)}`,
  ...rows.map((row) => `| ${row.join(" | ")} |`)
]

const whole = (value: number): string => Math.round(value).toLocaleString("en")
const money = (value: number): string => (value < 100 ? value.toFixed(2) : whole(value))
const cents = (value: number): string => (value * 100).toFixed(4)
const plain = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 10 })

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)

/** `coldShare` → `cold share`. */
const spaced = (name: string): string =>
  name.replaceAll("_", " ").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Written by `pnpm synth`; a test holds it up to date. */
export const page = (calls: Calls, functions: Readonly<Record<string, Sized>>, standing: Standing): string => {
  const months = sizes.map((people) => monthOf(people, calls, functions, standing))
  const memoryOf = (name: string) => functions[name]?.memory ?? 0
  const usages = ({ functions }: Calls["journeys"][string]) => Object.values(functions)
  const journeys = Object.entries(calls.journeys).map(([name, journey]) => {
    const total = (of: (usage: ReturnType<typeof usages>[number]) => number | undefined) =>
      whole(sumOf(usages(journey).map((usage) => of(usage) ?? 0)))
    return [
      spaced(name),
      String(perPersonAndMonth[name] ?? 0),
      String(journey.requests),
      total(({ invocations }) => invocations),
      total(({ readUnits }) => readUnits),
      total(({ writeUnits }) => writeUnits),
      total(({ keyRequests }) => keyRequests),
      total(({ objectWrites }) => objectWrites),
      total(({ objectReads }) => objectReads),
      total(({ modelInputCharacters = 0 }) => modelInputCharacters / assumed.charactersPerToken),
      total(({ modelOutputCharacters = 0 }) => modelOutputCharacters / assumed.charactersPerToken),
      cents(dollarsOf(unitsOf(journey, memoryOf)))
    ]
  })
  const expected = sumOf(Object.values(reference))
  return [
    "# What a month costs",
    "",
    "Written by `pnpm synth`; a test holds it up to date. What each journey takes of AWS is counted on the deployed functions",
    "themselves (`packages/local/test/cost`, recorded in [`cost/calls.json`](cost/calls.json)): the table counts its own units, a",
    "meter on the wire counts the rest. What stands still is read from the templates of prod, memory from the function catalogue,",
    `prices are the first tiers of ${priceList.region} as of ${priceList.asOf} ([\`Prices.ts\`](../packages/adapters-aws/src/resources/Prices.ts)),`,
    "free tiers and taxes left out. How often people do what, and how long a call takes, is assumed",
    "([`Assumptions.ts`](../packages/infra/src/cost/Assumptions.ts)): change it there and look again.",
    "",
    `## By service, in US dollars a month; beside it what the reference documents expected for ${whole(referencePeople)} people`,
    "",
    ...table(
      ["Service", "Reference", ...sizes.map((people) => `${whole(people)} people`)],
      [
        ...names.map((service) => [
          service,
          reference[service] === undefined ? "–" : String(reference[service]),
          ...months.map((units) => money(dollarsAt(service, units)))
        ]),
        ["**All of it**", `**${expected}**`, ...months.map((units) => `**${money(dollarsOf(units))}**`)],
        [
          "For one person",
          (expected / referencePeople).toFixed(4),
          ...months.map((units, i) => (dollarsOf(units) / (sizes[i] ?? 1)).toFixed(4))
        ]
      ]
    ),
    "",
    "The reference lists DynamoDB with 25 to 50 and counts 25 of it and 5 for its stream, which Lambda reads for nothing; it has no",
    "CloudFront, WAF or X-Ray. Its model has reached the end of its life: the one after it asks four times as much a token, and",
    "questions and doctor's reports are counted beside its 3,000 analyses.",
    "",
    "## By journey",
    "",
    "Functions are warm, the person's data key is not: a container has not met them for a while. Units of a transaction count twice,",
    "and a profile is copied into two indexes.",
    "",
    ...table(
      [
        "Journey",
        "a month, each",
        "requests",
        "invocations",
        "read units",
        "write units",
        "KMS",
        "S3 writes",
        "S3 reads",
        "tokens in",
        "tokens out",
        "US cents"
      ],
      journeys
    ),
    "",
    `One person's rows take ${whole(calls.stored.personBytes)} bytes with their copies in the indexes; an event of the trail takes ${whole(calls.stored.eventBytes)}.`,
    "Objects under 128 KB are not moved to a cheaper class by S3's lifecycle, so the trail is counted in the first class throughout.",
    "",
    "## What is assumed",
    "",
    ...table(
      ["What", "How much"],
      [
        ...Object.entries(waits).map(([name, millis]) => [`a call of the ${name}, ms`, String(millis)]),
        ...Object.entries(assumed).map(([name, value]) => [spaced(name), plain(value)]),
        ["what is kept is counted after so many months", String(month.keptForMonths)]
      ]
    ),
    "",
    "## Prices",
    "",
    ...table(
      ["Price", "US dollars", "for", "Source"],
      Object.entries(prices).map(([name, { dollars, per, source, unit }]) => [
        spaced(name),
        plain(dollars),
        `${plain(per)} ${unit}`,
        source
      ])
    ),
    ""
  ].join("\n")
}
