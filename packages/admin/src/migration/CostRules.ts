import { dollars } from "@serenya/adapters-aws/resources/Prices"

/** A month of what the old system ran on, in dollars, as the migration plan states it: Aurora, NAT gateway, address. */
export const monthlyBefore = 51 + 45 + 45

/** What a person is taken to do in a month: opens of the app that read them, and changes that write them. */
export const assumed = { reads: 60, writes: 12 } as const

export interface Cost {
  /** What the move itself cost. */
  readonly move: number
  readonly writeUnitsPerPerson: number
  readonly monthlyBefore: number
  readonly monthlyAfter: number
}

/**
 * What the measured units cost. A transaction counts each unit twice, so a plain write of the same items is half of it;
 * a strong read takes a quarter of the write units of an item, since it counts 4 KB where a write counts 1 KB.
 */
export const costOf = (consumed: { readonly read: number; readonly write: number }, people: number): Cost => {
  const perPerson = people === 0 ? 0 : consumed.write / people
  const [write, read] = [perPerson / 2, perPerson / 2 / 4]
  return {
    move: dollars(consumed.write, "dynamoWrite") + dollars(consumed.read, "dynamoRead"),
    writeUnitsPerPerson: perPerson,
    monthlyBefore,
    monthlyAfter:
      people * (dollars(assumed.writes * write, "dynamoWrite") + dollars(assumed.reads * read, "dynamoRead"))
  }
}
