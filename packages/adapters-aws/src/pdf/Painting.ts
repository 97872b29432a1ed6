import { getResolvedPDFJS } from "unpdf"
import { type Colour, colourOf } from "./Colour.ts"
import { fontOf, type Glyph, showText } from "./Glyph.ts"
import { boxAround, type Box, common, corners, identity, isNumbers, matrixOf, type Point } from "./Matrix.ts"
import { isOpaque, objectOf, type PageObjects, pictures } from "./Objects.ts"
import { outlinesOf } from "./Path.ts"
import * as State from "./State.ts"

/** An area that is filled, or a picture. `order` counts what is drawn: what has a higher number lies above. */
export interface Area {
  readonly outlines: ReadonlyArray<ReadonlyArray<Point>>
  readonly rule: "nonzero" | "evenodd"
  readonly box: Box
  readonly colour: Colour
  readonly alpha: number
  readonly order: number
}

/** All that a page draws. Each of `lines` is what one operator shows. */
export interface Painting {
  readonly lines: ReadonlyArray<ReadonlyArray<Glyph>>
  readonly areas: ReadonlyArray<Area>
  readonly isBlank: boolean
}

/** A page of pdf.js, as far as it is used here. */
export interface PaintedPage extends PageObjects {
  getOperatorList(options: { annotationMode: number }): Promise<{ fnArray: Array<number>; argsArray: Array<unknown> }>
}

type Operands = ReadonlyArray<unknown>

const unitSquare: Box = { left: 0, bottom: 0, right: 1, top: 1 }
const withoutAnnotations = { annotationMode: 0 }

const firstOf = (operands: unknown): ReadonlyArray<unknown> => (Array.isArray(operands) ? operands.slice(0, 1) : [])

const boxOf = (value: unknown): Box | undefined => {
  if (!isNumbers(value)) return undefined
  const [left = 0, bottom = 0, right = 0, top = 0] = Array.from(value)
  return { left, bottom, right, top }
}

/** Follows a page's operators as a renderer does, and keeps what decides which letters are seen. Annotations are left out. */
export const paintingOf = async (page: PaintedPage, isShown: (layer: unknown) => boolean): Promise<Painting> => {
  const { OPS } = await getResolvedPDFJS()
  const { argsArray, fnArray } = await page.getOperatorList(withoutAnnotations)
  await pictures(page, argsArray.filter((_, index) => fnArray[index] === OPS.paintImageXObject).flatMap(firstOf))
  const lines: Array<ReadonlyArray<Glyph>> = []
  const areas: Array<Area> = []
  const saved: Array<State.State> = []
  const layers: Array<boolean> = []
  let state = State.initial()
  let clipping: Area["rule"] | undefined
  let order = 0
  let isBlank = true

  const save = () => void saved.push({ ...state })
  const restore = () => {
    state = saved.pop() ?? state
  }
  const isVisible = () => layers.every(Boolean)

  const paint = (outlines: Area["outlines"], rule: Area["rule"], colour: Colour, alpha: number) => {
    isBlank = false
    if (isVisible()) {
      const box = common(boxAround(outlines.flat()), state.clip)
      areas.push({
        outlines,
        rule,
        box,
        colour,
        alpha: alpha * state.veil * (state.isBlended ? 0.5 : 1),
        order: order++
      })
    }
  }

  const picture = (colour: Colour, isCover: boolean) =>
    paint([corners(state.matrix, unitSquare)], "nonzero", colour, isCover ? state.fillAlpha : state.fillAlpha / 2)

  const fills: Readonly<Record<number, Area["rule"]>> = {
    [OPS.fill]: "nonzero",
    [OPS.eoFill]: "evenodd",
    [OPS.fillStroke]: "nonzero",
    [OPS.eoFillStroke]: "evenodd",
    [OPS.closeFillStroke]: "nonzero",
    [OPS.closeEOFillStroke]: "evenodd"
  }

  const constructPath = ([operator, paths]: Operands) => {
    const path: unknown = Array.isArray(paths) ? paths[0] : undefined
    const outlines = isNumbers(path) ? outlinesOf(path, state.matrix) : []
    const rule = fills[Number(operator)]
    if (operator !== OPS.endPath) isBlank = false
    if (rule !== undefined) paint(outlines, rule, state.fill, state.fillAlpha)
    if (clipping !== undefined) state.clip = common(state.clip, boxAround(outlines.flat()))
    clipping = undefined
  }

  const clipTo = (value: unknown) => {
    const box = boxOf(value)
    if (box !== undefined) state.clip = common(state.clip, boxAround(corners(state.matrix, box)))
  }

  const steps: Readonly<Record<number, (operands: Operands) => void>> = {
    [OPS.save]: save,
    [OPS.restore]: restore,
    [OPS.transform]: (operands) => State.transform(state, matrixOf(operands)),
    [OPS.setGState]: ([entries]) => State.extend(state, entries),
    [OPS.setFillRGBColor]: ([hex]) => void (state.fill = colourOf(hex)),
    [OPS.setFillColorN]: () => void (state.fill = "unknown"),
    [OPS.setFillTransparent]: () => void (state.fill = "unknown"),
    [OPS.setStrokeRGBColor]: ([hex]) => void (state.stroke = colourOf(hex)),
    [OPS.setStrokeColorN]: () => void (state.stroke = "unknown"),
    [OPS.clip]: () => void (clipping = "nonzero"),
    [OPS.eoClip]: () => void (clipping = "evenodd"),
    [OPS.constructPath]: constructPath,
    [OPS.shadingFill]: () => paint([corners(identity, state.clip)], "nonzero", "unknown", state.fillAlpha),
    [OPS.beginText]: () => State.setText(state, identity),
    [OPS.setCharSpacing]: ([space]) => void (state.charSpacing = Number(space)),
    [OPS.setWordSpacing]: ([space]) => void (state.wordSpacing = Number(space)),
    [OPS.setHScale]: ([percent]) => void (state.scale = Number(percent) / 100),
    [OPS.setLeading]: ([leading]) => void (state.leading = Number(leading)),
    [OPS.setFont]: ([id, size]) => {
      state.font = fontOf(objectOf(page, id))
      state.size = Number(size)
    },
    [OPS.setTextRenderingMode]: ([mode]) => void (state.mode = Number(mode)),
    [OPS.setTextRise]: ([rise]) => void (state.rise = Number(rise)),
    [OPS.moveText]: ([x, y]) => State.moveText(state, Number(x), Number(y)),
    [OPS.setLeadingMoveText]: ([x, y]) => {
      state.leading = -Number(y)
      State.moveText(state, Number(x), Number(y))
    },
    [OPS.setTextMatrix]: ([matrix]) => State.setText(state, matrixOf(matrix)),
    [OPS.nextLine]: () => State.moveText(state, 0, -state.leading),
    [OPS.showText]: ([glyphs]) => {
      const shown = showText(state, Array.isArray(glyphs) ? glyphs : [], order++)
      lines.push(isVisible() ? shown : shown.map((glyph) => ({ ...glyph, alpha: 0 })))
    },
    [OPS.beginMarkedContent]: () => void layers.push(true),
    [OPS.beginMarkedContentProps]: ([tag, layer]) => void layers.push(tag !== "OC" || isShown(layer)),
    [OPS.endMarkedContent]: () => void layers.pop(),
    [OPS.paintFormXObjectBegin]: ([matrix, box]) => {
      save()
      if (isNumbers(matrix)) State.transform(state, matrixOf(matrix))
      clipTo(box)
    },
    [OPS.paintFormXObjectEnd]: restore,
    [OPS.beginGroup]: ([group]) => {
      save()
      State.enterGroup(state, typeof group === "object" && group !== null && "smask" in group && Boolean(group.smask))
    },
    [OPS.endGroup]: restore,
    [OPS.paintImageXObject]: ([id]) => picture("unknown", isOpaque(objectOf(page, id))),
    [OPS.paintInlineImageXObject]: ([image]) => picture("unknown", isOpaque(image)),
    [OPS.paintImageXObjectRepeat]: () => void (isBlank = false),
    [OPS.paintInlineImageXObjectGroup]: () => void (isBlank = false),
    [OPS.paintImageMaskXObject]: () => picture("unknown", false),
    [OPS.paintImageMaskXObjectGroup]: () => void (isBlank = false),
    [OPS.paintImageMaskXObjectRepeat]: () => void (isBlank = false),
    [OPS.paintSolidColorImageMask]: () => picture(state.fill, true)
  }

  fnArray.forEach((operator, index) => {
    const operands = argsArray[index]
    steps[operator]?.(Array.isArray(operands) ? operands : [])
  })
  return { lines, areas, isBlank: isBlank && lines.length === 0 }
}
