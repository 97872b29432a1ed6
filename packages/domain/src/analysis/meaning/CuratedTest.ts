/** How a value in a unit becomes one in the test's first unit: times `factor`, plus `offset`. */
export interface Conversion {
  readonly factor: number
  readonly offset: number
}

/** One LOINC code of a test, with the UCUM units its values come in. `""` stands for no unit at all. */
export interface LoincCode {
  readonly loinc: string
  readonly longName: string
  readonly shortName: string
  readonly units: Readonly<Record<string, Conversion>>
  /** Whether its results are words (`Negative`), not numbers. */
  readonly isWord: boolean
}

/** A test that laboratories report every day: what we call it, what it is called on paper, and which codes it has. */
export interface CuratedTest {
  readonly name: string
  readonly specimen: "blood" | "urine"
  /** Set where the name alone says the specimen: nobody measures nitrite in blood. */
  readonly isInherent: boolean
  readonly codes: ReadonlyArray<LoincCode>
  /** The values a person can have, set where a report may print a number that can be read in two ways: `1,020`. */
  readonly possible?: readonly [low: number, high: number]
  /** Printed names in English, Spanish, German, French and Portuguese, each list parted by `|`. */
  readonly aliases: Readonly<Record<"en" | "es" | "de" | "fr" | "pt", string>>
}

type Factor = number | readonly [factor: number, offset: number]

const conversion = (factor: Factor): Conversion =>
  typeof factor === "number" ? { factor, offset: 0 } : { factor: factor[0], offset: factor[1] }

/** A code whose results are numbers in one of these units; each number says how many first units of the test one of them is. */
export const measured = (
  loinc: string,
  longName: string,
  shortName: string,
  units: Readonly<Record<string, Factor>>
): LoincCode => ({
  loinc,
  longName,
  shortName,
  units: Object.fromEntries(Object.entries(units).map(([unit, factor]) => [unit, conversion(factor)])),
  isWord: false
})

/** A code whose results are words. */
export const worded = (loinc: string, longName: string, shortName: string): LoincCode => ({
  loinc,
  longName,
  shortName,
  units: {},
  isWord: true
})

const aliasesOf = (en: string, es: string, de: string, fr: string, pt: string) => ({ en, es, de, fr, pt })

type Names = Parameters<typeof aliasesOf>

/** A test in serum, plasma or blood, as its codes say. */
export const inBlood = (name: string, names: Names, ...codes: ReadonlyArray<LoincCode>): CuratedTest => ({
  name,
  specimen: "blood",
  isInherent: false,
  codes,
  aliases: aliasesOf(...names)
})

/** A test in urine that has a namesake in blood. */
export const inUrine = (name: string, names: Names, ...codes: ReadonlyArray<LoincCode>): CuratedTest => ({
  ...inBlood(name, names, ...codes),
  specimen: "urine"
})

/** A test that is made in urine only. */
export const onlyInUrine = (name: string, names: Names, ...codes: ReadonlyArray<LoincCode>): CuratedTest => ({
  ...inUrine(name, names, ...codes),
  isInherent: true
})

/** Cells counted in a volume, in the units laboratories use; the first is `10*9/L`. */
export const perVolume = { "10*9/L": 1, "10*3/uL": 1, "/uL": 0.001, "10*5/uL": 100 }

/** What enzymes are measured in: an international unit of activity is the unit `U`. */
export const activity = { "U/L": 1, "[IU]/L": 1, "ukat/L": 60 }
