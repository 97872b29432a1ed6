import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as ChatPromptsRoutes from "../routes/ChatPromptsRoutes.ts"

export const handler = HttpLambda.make(ChatPromptsRoutes.layer)
