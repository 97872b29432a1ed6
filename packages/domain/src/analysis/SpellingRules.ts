/** Printed words are compared without accents, capitals and doubled blanks: some are set without, and capitals often are. */
export const unaccented = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/\s+/g, " ").trim()
