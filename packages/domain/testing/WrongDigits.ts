const digits = [..."0123456789"]

/**
 * Every text that one wrong digit makes of another: one more anywhere, a different one each time, and every other one
 * in the place of each that stands there.
 */
export const wrongDigitsIn = (text: string): ReadonlyArray<string> => {
  const put = (at: number, digit: string, instead: number) => text.slice(0, at) + digit + text.slice(at + instead)
  return Array.from({ length: text.length + 1 }, (_, at) => at).flatMap((at) => {
    const letter = text[at] ?? ""
    const replaced = /\d/.test(letter)
      ? digits.filter((digit) => digit !== letter).map((digit) => put(at, digit, 1))
      : []
    return [put(at, String((at * 7 + 3) % 10), 0), ...replaced]
  })
}
