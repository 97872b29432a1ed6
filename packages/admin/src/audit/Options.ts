import * as Options from "../cli/Options.ts"

/** Where a trail is: it has no table. */
export const place = { endpoint: Options.place.endpoint, local: Options.place.local }
