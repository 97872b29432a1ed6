import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { Effect } from "effect"
import type { WrittenObject } from "../gateway/ObjectEvents.ts"
import type { EmulatorCalls } from "./EmulatorCalls.ts"
import { bucket } from "./Provision.ts"

const tagOf = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ""

const objectOf = (xml: string): WrittenObject => ({
  bucket,
  key: tagOf(xml, "Key"),
  size: Number(tagOf(xml, "Size")),
  eTag: tagOf(xml, "ETag").replaceAll("&quot;", "").replaceAll('"', "")
})

const query = (after: string): string =>
  `list-type=2&prefix=${encodeURIComponent(TempBucket.prefixes.incoming)}${after === "" ? "" : `&start-after=${encodeURIComponent(after)}`}`

/** ListObjectsV2's parameters are signed in the order of their names. */
const ordered = (text: string): string => text.split("&").toSorted().join("&")

/** Every document that waits, page after page. */
export const list = Effect.fnUntraced(function* ({ s3 }: EmulatorCalls) {
  const objects: Array<WrittenObject> = []
  for (;;) {
    const { text } = yield* s3("GET", `/${bucket}`, { query: ordered(query(objects.at(-1)?.key ?? "")) })
    const page = [...text.matchAll(/<Contents>.*?<\/Contents>/gs)].map(([xml]) => objectOf(xml))
    objects.push(...page)
    if (page.length === 0 || tagOf(text, "IsTruncated") !== "true") return objects
  }
})
