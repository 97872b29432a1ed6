import { Option, Schema } from "effect"
import { partsOf, JobId } from "../jobs/JobId.ts"
import type { ContentId } from "./ContentId.ts"
import type { ContentType } from "./Prompt.ts"
import { promptOf, promptsAbout } from "./Prompts.ts"

const most = 3

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** A device's own id is taken for a result's. */
const contentTypeOf = (contentId: ContentId): ContentType =>
  Option.exists(decodeJobId(contentId), (id) => partsOf(id).kind === "report") ? "report" : "result"

/** Prompts to go on with: those that were proposed and exist for this content, then others, never the one just asked. */
export const followUpsOf = (
  proposed: ReadonlyArray<string>,
  contentId: ContentId,
  asked: string | undefined
): ReadonlyArray<string> => {
  const contentType = contentTypeOf(contentId)
  const known = proposed.filter((id) => promptOf(id)?.contentType === contentType)
  const others = promptsAbout(contentType).filter(({ displayOrder }) => displayOrder === 1)
  const all = new Set([...known, ...others.map(({ id }) => id)])
  return [...all].filter((id) => id !== asked).slice(0, most)
}
