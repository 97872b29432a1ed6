import { Result } from "effect"
import { Base64 } from "effect/encoding"

const bytesOf = (base64: string): Uint8Array => Result.getOrThrow(Base64.decode(base64))
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A string of text with the left end of its baseline and its size, in points from the lower left corner. */
export interface Written {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
}

const show = ({ size = 10, text, x, y }: Written) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`

/** What stands in place of the first page's own content, and what else the file's dictionaries say. */
export interface Raw {
  readonly content: string
  readonly dictionary?: string
  readonly resources?: string
  readonly catalog?: string
  readonly trailer?: string
  /** One more object, after all others: number 6 in a file of one page. */
  readonly object?: string
}

/** A PDF 1.4 of 400 by 300 points a page, written out plainly. */
export const pdf = (pages: ReadonlyArray<ReadonlyArray<Written>>, raw?: Raw): Uint8Array => {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ")
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${raw?.catalog ?? ""} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap((page, index) => {
      const own = page.map(show).join("\n")
      const content = index === 0 && raw !== undefined ? raw.content : own
      const dictionary = index === 0 ? (raw?.dictionary ?? "") : ""
      const resources = `<< /Font << /F1 3 0 R >> ${raw?.resources ?? ""} >>`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources ${resources} /Contents ${5 + index * 2} 0 R >>`,
        `<< /Length ${content.length} ${dictionary} >>\nstream\n${content}\nendstream`
      ]
    }),
    ...(raw?.object === undefined ? [] : [raw.object])
  ]
  let file = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${at.toString().padStart(10, "0")} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`
  return latin1(
    `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${raw?.trailer ?? ""} >>\nstartxref\n${file.length}\n%%EOF\n`
  )
}

/** A PDF of one page that draws this and no more. */
export const drawn = (content: string, more: Omit<Raw, "content"> = {}): Uint8Array => pdf([[]], { content, ...more })

/** One white pixel. */
export const png = (): Uint8Array =>
  bytesOf("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC")

/** One grey pixel. */
export const jpeg = (): Uint8Array =>
  bytesOf(
    "/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/" +
      "yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k="
  )

/** The same pixel under a header that promises 100000 by 100000 of them. */
export const hugePng = (): Uint8Array => {
  const bytes = png()
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint32(16, 100_000)
  view.setUint32(20, 100_000)
  return bytes
}

export const html = (): Uint8Array => latin1("<!DOCTYPE html><title>502 Bad Gateway</title>")

/** Junk, as mail gateways leave it, before a file. */
export const after = (junk: number, file: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(junk + file.length).fill(0x2d)
  bytes.set(file, junk)
  return bytes
}

/** Opens with the password `secret` only. Says `Locked text`. */
export const lockedPdf = (): Uint8Array => bytesOf(locked)

/** Opens for everyone and forbids copying, as laboratories' portals send their reports. Says `Locked text`. */
export const ownerLockedPdf = (): Uint8Array => bytesOf(ownerLocked)

const locked =
  "JVBERi0xLjQKJf////8KOCAwIG9iago8PAovVHlwZSAvUGFnZQovUGFyZW50IDEgMCBSCi9NZWRpYUJveCBbMCAwIDIwMCAxMDBd" +
  "Ci9Db250ZW50cyA2IDAgUgovUmVzb3VyY2VzIDcgMCBSCi9Vc2VyVW5pdCAxCj4+CmVuZG9iago3IDAgb2JqCjw8Ci9Qcm9jU2V0" +
  "IFsvUERGIC9UZXh0IC9JbWFnZUIgL0ltYWdlQyAvSW1hZ2VJXQovRm9udCA8PAovRjEgOSAwIFIKPj4KL0NvbG9yU3BhY2UgPDwK" +
  "Pj4KPj4KZW5kb2JqCjYgMCBvYmoKPDwKL0xlbmd0aCAxMDAKL0ZpbHRlciAvRmxhdGVEZWNvZGUKPj4Kc3RyZWFtCv+B8jcItn8+" +
  "83GwoRcZ09TOBUcKxrT4nscUxtqSx+SpN5qP5khkWdOl6Y32Ob728yTTwiHDLcg7GOzyMSpl09QHqPzbpFiRs55aLCRs5SF5RKDT" +
  "JBniEIbvpt19iEj+N273yY0KZW5kc3RyZWFtCmVuZG9iagoxMSAwIG9iagookqltOjYgKQplbmRvYmoKMTIgMCBvYmoKKIp5rucF" +
  "xSkKZW5kb2JqCjEzIDAgb2JqCijrC7fHcuPBdkYE67CE2NMX1CkKZW5kb2JqCjEwIDAgb2JqCjw8Ci9Qcm9kdWNlciAxMSAwIFIK" +
  "L0NyZWF0b3IgMTIgMCBSCi9DcmVhdGlvbkRhdGUgMTMgMCBSCj4+CmVuZG9iago5IDAgb2JqCjw8Ci9UeXBlIC9Gb250Ci9CYXNl" +
  "Rm9udCAvSGVsdmV0aWNhCi9TdWJ0eXBlIC9UeXBlMQovRW5jb2RpbmcgL1dpbkFuc2lFbmNvZGluZwo+PgplbmRvYmoKNCAwIG9i" +
  "ago8PAo+PgplbmRvYmoKMTQgMCBvYmoKPDwKL2xlbmd0aCA2NzMKL1R5cGUgL01ldGFkYXRhCi9TdWJ0eXBlIC9YTUwKL0xlbmd0" +
  "aCA2NzUKPj4Kc3RyZWFtCk3TtvCf7ef8E15tp/nIcAU8PqFdjPaBIyLV8/Vc52AsEYUwHwNLy0rsebpyb5rx0m/qe4D8dhjz6bYH" +
  "ppQmhrAsA5l65U/NKoeP5Ef+2fjpOZ1MLXByronoQ32puTYHTzw4Qavj5OwewwnoLOQQlYor+W3eFrSDcyLcqcTlm/79L7CyUtya" +
  "VVGSJCi9u5BFRhji1ZNMoe8B7ATgED30IVf2JANjWe8tMZk+m5doABcm1LyeYrPhK61Ns49kGbUV7NK1TfcaZcu0h/Otce3fvhUW" +
  "4q8dQ/C+gSAOFv4OjK89lP4KJ1RmGxRQGY68Bp6V+62fITnu1DIxuJ4YMKRpvE2y3GhUrHUev655brumsa9M+GNgU3RzGDPXkkt0" +
  "mOz8tZquLBx9X5ef60TvVD+I6aigynNRvWfURUWScdBB5LibuUZr9KFohhsqUG9jbGyz3XHA48LvUqOEtMHviOBYaxScbB3jbbFa" +
  "4OiYZBTB1NjSbGVEt9NGSMrmlejcfVbaTHB1/u9d+2B5GXfRaGtfbX8s0jw/oVeNzsEzySrb8IplblPJ8R2FoSElVRisFnT5URBw" +
  "y8aJkDAUnZOyqCCAGvc1WgrgnZyEDCmdSNers5PufNRnIa5EQbxF/CNcXUZfbuVnlrjAvQPqBPlso8Twju66o1dMCUtYZDMeNF2j" +
  "lthkZra3n2t8VWuakruYLSagLFe4tXZWizGFeAUZa1gGANbaqOc+hB3oVfvJ0oifSv99fB+Ot2+skL6d2EBydE43nyRd/tXSEOk8" +
  "wkfhstxNX809KEL0xUFkXimceILdV7dxsBSuaQSEt2tfh8jzEd89iNghdlXpm+FGn6OTcQu9Z2xMonBUu1VnhjzGSImOtQFsWmC+" +
  "/hHcyhSa4lv0u2DqA8IQqwplbmRzdHJlYW0KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDEgMCBSCi9O" +
  "YW1lcyAyIDAgUgovTWV0YWRhdGEgMTQgMCBSCj4+CmVuZG9iagoxIDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwovQ291bnQgMQovS2lk" +
  "cyBbOCAwIFJdCj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9EZXN0cyA8PAogIC9OYW1lcyBbCl0KPj4KPj4KZW5kb2JqCjUgMCBvYmoK" +
  "PDwKL0ZpbHRlciAvU3RhbmRhcmQKL1YgMgovTGVuZ3RoIDEyOAovUiAzCi9PIDwwZGI1ODU1ZmM1MzI2NTY5ZTc2NTkwNmNhZjY0" +
  "ZTQ0MjlhNGMyMGQ2ZTk5NmZkZWY5NjNlOWI1MDgwZjllMDgzPgovVSA8NTU5MGQ4NTMyYjY3MTg4YTg5ZmJkZmZmNWQ2Yzg2ZmEw" +
  "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD4KL1AgLTM5MDQKPj4KZW5kb2JqCnhyZWYKMCAxNQowMDAwMDAwMDAwIDY1" +
  "NTM1IGYgCjAwMDAwMDE1MzggMDAwMDAgbiAKMDAwMDAwMTU5NSAwMDAwMCBuIAowMDAwMDAxNDU5IDAwMDAwIG4gCjAwMDAwMDA2" +
  "NjkgMDAwMDAgbiAKMDAwMDAwMTY0MiAwMDAwMCBuIAowMDAwMDAwMjM4IDAwMDAwIG4gCjAwMDAwMDAxMzEgMDAwMDAgbiAKMDAw" +
  "MDAwMDAxNSAwMDAwMCBuIAowMDAwMDAwNTcyIDAwMDAwIG4gCjAwMDAwMDA0OTYgMDAwMDAgbiAKMDAwMDAwMDQxMCAwMDAwMCBu" +
  "IAowMDAwMDAwNDM1IDAwMDAwIG4gCjAwMDAwMDA0NjAgMDAwMDAgbiAKMDAwMDAwMDY5MCAwMDAwMCBuIAp0cmFpbGVyCjw8Ci9T" +
  "aXplIDE1Ci9Sb290IDMgMCBSCi9JbmZvIDEwIDAgUgovSUQgWzwzYWMxNWZjZTVjNjQxZWI3MmE4MDVlYjkwZjA5OTU1Nj4gPDNh" +
  "YzE1ZmNlNWM2NDFlYjcyYTgwNWViOTBmMDk5NTU2Pl0KL0VuY3J5cHQgNSAwIFIKPj4Kc3RhcnR4cmVmCjE4NTIKJSVFT0YK"

const ownerLocked =
  "JVBERi0xLjQKJf////8KOCAwIG9iago8PAovVHlwZSAvUGFnZQovUGFyZW50IDEgMCBSCi9NZWRpYUJveCBbMCAwIDIwMCAxMDBd" +
  "Ci9Db250ZW50cyA2IDAgUgovUmVzb3VyY2VzIDcgMCBSCi9Vc2VyVW5pdCAxCj4+CmVuZG9iago3IDAgb2JqCjw8Ci9Qcm9jU2V0" +
  "IFsvUERGIC9UZXh0IC9JbWFnZUIgL0ltYWdlQyAvSW1hZ2VJXQovRm9udCA8PAovRjEgOSAwIFIKPj4KL0NvbG9yU3BhY2UgPDwK" +
  "Pj4KPj4KZW5kb2JqCjYgMCBvYmoKPDwKL0xlbmd0aCAxMDAKL0ZpbHRlciAvRmxhdGVEZWNvZGUKPj4Kc3RyZWFtCrCDg+am7ym/" +
  "6o7+5kSChvx28TASEudCGr95U+1bQLDjQuSmDLQ3l9ytdmcH4XF1CzEXDwbUfrL4EzwON84k8h2n55HQdbe38ALjhEDjvMhXjKf6" +
  "QOWuKJNtoFaR15TaO7diZI0KZW5kc3RyZWFtCmVuZG9iagoxMSAwIG9iagoo6hbVoHDvKQplbmRvYmoKMTIgMCBvYmoKKMnIirRy" +
  "PSkKZW5kb2JqCjEzIDAgb2JqCig0Zy+moRaNXGadu9Pjnps5s+0pCmVuZG9iagoxMCAwIG9iago8PAovUHJvZHVjZXIgMTEgMCBS" +
  "Ci9DcmVhdG9yIDEyIDAgUgovQ3JlYXRpb25EYXRlIDEzIDAgUgo+PgplbmRvYmoKOSAwIG9iago8PAovVHlwZSAvRm9udAovQmFz" +
  "ZUZvbnQgL0hlbHZldGljYQovU3VidHlwZSAvVHlwZTEKL0VuY29kaW5nIC9XaW5BbnNpRW5jb2RpbmcKPj4KZW5kb2JqCjQgMCBv" +
  "YmoKPDwKPj4KZW5kb2JqCjE0IDAgb2JqCjw8Ci9sZW5ndGggNjczCi9UeXBlIC9NZXRhZGF0YQovU3VidHlwZSAvWE1MCi9MZW5n" +
  "dGggNjc1Cj4+CnN0cmVhbQofry7qrqBsPfpkNyozygSGr1Je4i4Ep0v2V2pWZh6gNYz4P53h6PNfjNgnB3cq9p9xaNJ3ollvj3s5" +
  "RVZpi7JUjoINAQ6REix4UASDQK5XLTJFeskQ2POVXxAfYUHfax/v+6IfyF0eVI1VMeqbipO9oFcdiFb33WX50L5xHV1QiRKxf7PU" +
  "ctobnkH4FslihGQI95kb7ndF4vOUeR3l6zMhVL4EDYJIJB51em5L10fUkX8pFxitxFm38tzIYIh6CK3Z6OzWXeSmTxfcIQi6Mm9/" +
  "IvahjQvHI+niwzeemPQFNVq+HE6bdS+7hkTY/KrcAEVxx3HgT92aUNvSqqEw61jLUNKDwhoowDLYCFTWEgrlghLGP2mkQGPku+3P" +
  "xhe496h9Rq0r2yleYUs597L/lGL0AMmmC1oKZp4GRG3G7DYXc1+Y5cbhslOcDHm8RRoO+a+IFZ0Gb9H/Cdl3/Zlsa2B9LxMJNnhO" +
  "ovJLEM2UHlA454+dYgIdq2RnDu9PWFbJ0U5Vd6A9ADVf5YT3J1BMwSaLGSFOv9M8qwqnZmvkvmyylYPXdVGE/CnHQ/mos+z5cDlm" +
  "Eg3TDwzHpss6vNtHbL3Rt8Q49yBvPB2wbZzLMQRNviLzlQhRQPaEmKlfjDAECIHM+OP348JWdJzdg/b2W1IBuAQgWtCkIm5K8hAI" +
  "sYccNW25K+FW/4UdP0h4KbnpphfkB23nfUH3CVEW8GU/DlIUq/sbRX+7Vmk+AnAigAGKm7jBg73rIZ7sOPUkswURXAX3Z8Kf0DNL" +
  "m89Pn15ERP4PPP9jqF4SCSJxK+KoIOs7iNTjdECVmtVREh5v7n4TrT3M/FqPPYbQWxx4aI089ZZaoS+xBak2bwXmxAIz3yNfYZ4X" +
  "zUToPTPYBdudGP/wTxw6nHYKZW5kc3RyZWFtCmVuZG9iagozIDAgb2JqCjw8Ci9UeXBlIC9DYXRhbG9nCi9QYWdlcyAxIDAgUgov" +
  "TmFtZXMgMiAwIFIKL01ldGFkYXRhIDE0IDAgUgo+PgplbmRvYmoKMSAwIG9iago8PAovVHlwZSAvUGFnZXMKL0NvdW50IDEKL0tp" +
  "ZHMgWzggMCBSXQo+PgplbmRvYmoKMiAwIG9iago8PAovRGVzdHMgPDwKICAvTmFtZXMgWwpdCj4+Cj4+CmVuZG9iago1IDAgb2Jq" +
  "Cjw8Ci9GaWx0ZXIgL1N0YW5kYXJkCi9WIDIKL0xlbmd0aCAxMjgKL1IgMwovTyA8NTY2ZmE4NzNlZTMzYzc5N2NkM2I5MDRmZGFk" +
  "ZjgxNGFmYTM0ZGY5YTM4ZjZlZDQxYjk4NGUyYzZkYTJhYTZmNT4KL1UgPGEyNTIxMTJhYzk5NDFhMjVmMzk4ZjkwNWU3MWM0YmVl" +
  "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA+Ci9QIC0zOTA0Cj4+CmVuZG9iagp4cmVmCjAgMTUKMDAwMDAwMDAwMCA2" +
  "NTUzNSBmIAowMDAwMDAxNTM5IDAwMDAwIG4gCjAwMDAwMDE1OTYgMDAwMDAgbiAKMDAwMDAwMTQ2MCAwMDAwMCBuIAowMDAwMDAw" +
  "NjcwIDAwMDAwIG4gCjAwMDAwMDE2NDMgMDAwMDAgbiAKMDAwMDAwMDIzOCAwMDAwMCBuIAowMDAwMDAwMTMxIDAwMDAwIG4gCjAw" +
  "MDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDU3MyAwMDAwMCBuIAowMDAwMDAwNDk3IDAwMDAwIG4gCjAwMDAwMDA0MTAgMDAwMDAg" +
  "biAKMDAwMDAwMDQzNSAwMDAwMCBuIAowMDAwMDAwNDYwIDAwMDAwIG4gCjAwMDAwMDA2OTEgMDAwMDAgbiAKdHJhaWxlcgo8PAov" +
  "U2l6ZSAxNQovUm9vdCAzIDAgUgovSW5mbyAxMCAwIFIKL0lEIFs8M2FjMTVmY2U1YzY0MWViNzJhODA1ZWI5MGYwOTk1NTY+IDwz" +
  "YWMxNWZjZTVjNjQxZWI3MmE4MDVlYjkwZjA5OTU1Nj5dCi9FbmNyeXB0IDUgMCBSCj4+CnN0YXJ0eHJlZgoxODUzCiUlRU9GCg=="
