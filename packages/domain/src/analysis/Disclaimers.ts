import { Schema } from "effect"

/** A kind of its own for each, so that none can be left out, said twice or replaced by other text: only this file makes them. */
const NotMedicalAdvice = Schema.NonEmptyString.pipe(Schema.brand("NotMedicalAdvice"))
const AskAProfessional = Schema.NonEmptyString.pipe(Schema.brand("AskAProfessional"))
const CallEmergencyServices = Schema.NonEmptyString.pipe(Schema.brand("CallEmergencyServices"))
const AiMayMissNuances = Schema.NonEmptyString.pipe(Schema.brand("AiMayMissNuances"))

/** What every result, answer and report carries: all four, in this order. */
export const Disclaimers = Schema.Tuple([NotMedicalAdvice, AskAProfessional, CallEmergencyServices, AiMayMissNuances])
export type Disclaimers = typeof Disclaimers.Type

/** The wording is part of the product's safety case. */
export const disclaimers: Disclaimers = [
  NotMedicalAdvice.make(
    "This is information to help you understand your document. It is not medical advice, a diagnosis or a recommendation for treatment."
  ),
  AskAProfessional.make(
    "Always discuss your results with a doctor or another qualified health professional before you decide anything about your health."
  ),
  CallEmergencyServices.make(
    "In an emergency, or if you feel seriously unwell, call your local emergency services immediately."
  ),
  AiMayMissNuances.make(
    "This text was made with the help of AI, which can make mistakes and may miss nuances. Compare it with your original document."
  )
]
