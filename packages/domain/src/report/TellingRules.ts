/** Words that say how something moved, where it lies, or what follows from it: only the rules know that. */
const tellings: ReadonlyArray<RegExp> = [
  /\b(?:rose|risen|ris(?:e|es|ing)|increas\w*|climb\w*|higher|grew|grown|growing|up|upwards?|went up|elevat\w*|rais\w*)\b/i,
  /\b(?:fell|fallen|fall(?:s|ing)?|decreas\w*|declin\w*|drop(?:s|ped|ping)?|lower\w*|down|downwards?|reduc\w*|sank|shr[aiu]nk\w*)\b/i,
  /\b(?:unchanged|stable|stayed|steady|steadily|constant|level|the same|no change)\b/i,
  /\b(?:above|over|exceed\w*|beyond|high|too much)\b/i,
  /\b(?:below|under|low|too little|deficien\w*)\b/i,
  /\b(?:within|inside|in range)\b/i,
  /\b(?:normal\w*|fine|health\w*|good|well|ok(?:ay)?|all right)\b/i,
  /\b(?:not|never|no longer|hardly|without|\w+n['’]t)\b/i,
  /\b(?:laborator\w+|critical\w*|danger\w*|urgent\w*|emergency|serious\w*|severe\w*|alarming|at once|immediately)\b/i,
  /\b(?:improv\w*|worse\w*|better|concern\w*|worr\w*|abnormal\w*|unusual\w*)\b/i,
  /\b(?:caus\w+|due to|because|therefore|risks?|diagnos\w*|diseases?|cancers?|infections?|diabet\w*|an[ae]*mi\w*)\b/i,
  /\b(?:tak(?:e|ing)|dos(?:e|es|age)|medic\w*|drugs?|treat\w*|therap\w*|suppl\w+|diet|stop|start)\b/i
]

const told = (text: string): ReadonlyArray<number> =>
  tellings.flatMap((words, kind) => (words.test(text) ? [kind] : []))

/**
 * Whether a text tells more than the rules' own words, which must stand for all that it may say: of a value that rose,
 * nothing may say that it fell, is normal, or has a cause. Names are no words of ours and are left out first.
 */
export const tellsMore = (text: string, own: string, names: ReadonlyArray<string>): boolean => {
  const bare = (one: string) => names.reduce((rest, name) => (name === "" ? rest : rest.replaceAll(name, " ")), one)
  const allowed = new Set(told(bare(own)))
  return told(bare(text)).some((kind) => !allowed.has(kind))
}
