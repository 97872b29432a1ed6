import { Redacted } from "effect"
import type { Warrant } from "./Warrant.ts"

/** How personal data looks to an operator. */
export interface Sight {
  readonly isClear: boolean
  email(address: Redacted.Redacted<string>): string
  name(name: Redacted.Redacted<string>): string
  /** Whatever else is somebody's: an IP address, a device's name, an id at a provider. */
  other(text: Redacted.Redacted<string>): string
}

const hidden = "…"

const initialOf = (word: string): string => {
  const [letter = ""] = word
  return letter
}

/** Enough to see that two are not the same, and too little to know who it is. */
export const masked: Sight = {
  isClear: false,
  email: (address) => `${initialOf(Redacted.value(address))}${hidden}@${hidden}`,
  name: (name) =>
    Redacted.value(name)
      .split(/\s+/)
      .filter((word) => word !== "")
      .map((word) => `${initialOf(word)}.`)
      .join(" "),
  other: () => hidden
}

/** As it is: for whoever told the audit trail whose and why. */
export const clear = (_warrant: Warrant<"operator-reveal">): Sight => ({
  isClear: true,
  email: Redacted.value,
  name: Redacted.value,
  other: Redacted.value
})
