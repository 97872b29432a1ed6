/** What `make.ts` uses of pdfkit, which ships no types. */
declare module "pdfkit" {
  interface Options {
    readonly size: string
    readonly margin: number
    readonly info: Readonly<Record<string, string | Date>>
  }
  interface TextOptions {
    readonly lineBreak?: boolean
    readonly width?: number
  }
  class PDFDocument {
    constructor(options: Options)
    font(name: string): this
    fontSize(size: number): this
    fillColor(color: string): this
    strokeColor(color: string): this
    lineWidth(width: number): this
    rect(x: number, y: number, width: number, height: number): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    fill(): this
    stroke(): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    pipe(target: NodeJS.WritableStream): void
    end(): void
  }
  export default PDFDocument
}
