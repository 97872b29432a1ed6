import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { paper, type Written } from "@serenya/domain/testing/synthetic/Sheet"
import { Effect } from "effect"
import Pdf from "pdfkit"

/** Helvetica needs no file and has no arrows or `≤`; what it lacks is set in a font that has them. */
const beyondHelvetica = /[^\u0020-\u007e\u00a0-\u00ff–—’…]/

const dejavu = () => readFileSync(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"))
let font: Buffer | undefined

/** A PDF of what a layout wrote, hidden text included: the same runs give the same bytes. */
export const drawn = (written: ReadonlyArray<Written>): Effect.Effect<Uint8Array> =>
  Effect.callback((resume) => {
    const pdf = new Pdf({
      size: [paper.width, paper.height],
      autoFirstPage: false,
      info: { CreationDate: new Date(0) }
    })
    const chunks: Array<Buffer> = []
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk))
    pdf.on("end", () => resume(Effect.succeed(new Uint8Array(Buffer.concat(chunks)))))
    for (let page = 1; page <= Math.max(...written.map((run) => run.page)); page += 1) {
      pdf.addPage({ margin: 0 })
      for (const run of written.filter((one) => one.page === page)) {
        if (beyondHelvetica.test(run.text)) pdf.font((font ??= dejavu()))
        else pdf.font(run.isTyped === true ? "Courier" : "Helvetica")
        pdf
          .fontSize(run.size)
          .fillColor(run.hidden === "white" ? "#ffffff" : "#000000")
          .text(run.text, run.x, paper.height - run.y, { lineBreak: false, baseline: "alphabetic" })
      }
    }
    pdf.end()
  })
