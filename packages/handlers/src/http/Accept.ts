interface Range {
  readonly type: string
  readonly quality: number
}

const rangesOf = (accept: string): ReadonlyArray<Range> =>
  accept.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase())
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1)
    return type === "" ? [] : [{ type, quality: Number.isFinite(quality) ? quality : 0 }]
  })

/** How much a media type is wanted, by the range that names it most closely (RFC 9110, 12.5.1). */
const qualityOf = (ranges: ReadonlyArray<Range>, type: string): number => {
  const wider = [type, `${type.split("/")[0] ?? ""}/*`, "*/*"]
  return wider.map((name) => ranges.find((range) => range.type === name)).find(Boolean)?.quality ?? 0
}

/** Whether a media type is asked for by its name, and no less than the one that is given to everybody else. */
const isPreferred = (ranges: ReadonlyArray<Range>, type: string, usual: string): boolean => {
  const wanted = ranges.find((range) => range.type === type)?.quality ?? 0
  const isUsualNamed = ranges.some((range) => range.type === usual)
  return wanted > 0 && (isUsualNamed ? wanted > qualityOf(ranges, usual) : wanted >= qualityOf(ranges, usual))
}

/** The media type to answer with: of `others` the one that is wanted most, the first of equals; otherwise the usual one. */
export const preferred = <const Type extends string, const Usual extends string>(
  accept: string | undefined,
  others: ReadonlyArray<Type>,
  usual: Usual
): Type | Usual => {
  const ranges = rangesOf(accept ?? "")
  const [best] = others
    .filter((type) => isPreferred(ranges, type, usual))
    .toSorted((one, other) => qualityOf(ranges, other) - qualityOf(ranges, one))
  return best ?? usual
}
