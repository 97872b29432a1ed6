/** Shown with every result, all four and in this order. The wording is part of the product's safety case. */
export const disclaimers: readonly [string, string, string, string] = [
  "This is information to help you understand your document. It is not medical advice, a diagnosis or a recommendation for treatment.",
  "Always discuss your results with a doctor or another qualified health professional before you decide anything about your health.",
  "In an emergency, or if you feel seriously unwell, call your local emergency services immediately.",
  "This text was made with the help of AI, which can make mistakes and may miss nuances. Compare it with your original document."
]
