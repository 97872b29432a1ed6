import type { Line } from "@serenya/domain/subscriptions/Purchase"

const hidden = "…"

/** Enough to tell two of them apart; a whole one leads to the person at their store, and Google's opens the purchase. */
export const masked = (id: string): string => (id.length > 12 ? `${id.slice(0, 4)}${hidden}${id.slice(-4)}` : hidden)

/** A grant's name is ours, and what it is taken back by. */
export const lineName = ({ externalId, provider }: Line): string =>
  provider === "system" ? externalId : masked(externalId)
